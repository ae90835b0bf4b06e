// The camera's picture and the answers to its frames. At most one frame is under way: a slow answer means fewer frames.

const SHORT_SIDE = 360; // px of a frame; the networks see 299, and an area of the frame in the second look
const QUALITY = 0.8;
const LOST = 10_000; // ms after which a frame without an answer is taken for lost
const CHECKED = 500; // ms between two looks at what has to be sent or written
const QUIET = 3_000; // ms without frames after a click or a key elsewhere: a frame that reaches Streamlit while it changes
// the page would bring this page back
const MEASURED = 3_000; // ms of which the speed is the mean
const SIZES = [7, 6, 5, 4.5, 4, 3.5, 3, 2.5, 2, 1.75, 1.5, 1.25, 1]; // rem, of the sentence

const EXPLANATION = "Orange speaks for the first breed, blue against it. Frame: zoomed-in area.";
const ELSEWHERE = "Or photograph the dog and open the photo on the Identify page.";
const REASONS = {
  insecure:
    "Browsers give the camera only to pages with a secure address. Open this page with https:// in front of its " +
    `address, or as localhost on the computer that runs the app. ${ELSEWHERE}`,
  NotAllowedError:
    "The browser does not allow the camera. Allow it with the icon beside the address or in the settings of the " +
    "browser and of the system, then start the camera.",
  NotFoundError: `No camera was found. Connect one, then start it. ${ELSEWHERE}`,
  NotReadableError: "The camera is in use by another program or page. Close that one, then start the camera.",
  ended: "The camera was disconnected or switched off. Connect it again, then start it.",
};
REASONS.OverconstrainedError = REASONS.NotFoundError;
REASONS.SecurityError = REASONS.NotAllowedError;
REASONS.AbortError = REASONS.NotReadableError;

class LiveCamera {
  constructor(root) {
    this.root = root;
    for (const name of ["figure", "video", ".evidence", ".trouble", ".start", "section", "h2", "ul", ".controls", ".pause",
                        ".why", ".other", ".speed", ".note"]) {
      this[name.replace(".", "")] = root.querySelector(name);
    }
    this.canvas = document.createElement("canvas");
    this.pixels = this.canvas.getContext("2d", { willReadFrequently: true });
    this.answered = []; // when the last answers came, ms, and how long each took
    this.paused = this.explained = this.closed = false;
    this.once = false; // whether a paused picture is to be answered once more
    this.sent = null; // when the frame under way was taken, ms
    this.start.onclick = () => this.open({ facingMode: { ideal: "environment" } });
    this.pause.onclick = () => this.setPaused(!this.paused);
    this.why.onclick = () => this.setExplained(!this.explained);
    this.other.onclick = () => this.openOther();
    this.quietUntil = 0; // ms
    this.listeners = new AbortController();
    const listening = { capture: true, signal: this.listeners.signal };
    // On the window, so that space pauses before a clicker in stage mode takes it for a step.
    window.addEventListener("keydown", event => this.key(event), listening);
    window.addEventListener("click", event => this.elsewhere(event), listening);
    window.addEventListener("popstate", event => this.elsewhere(event), listening);
    this.clock = setInterval(() => { this.ask(); this.writeSpeed(); }, CHECKED);
    this.fitted = new ResizeObserver(() => this.fit());
    this.fitted.observe(this.h2);
    this.start.onclick();
  }

  close() {
    this.closed = true;
    clearInterval(this.clock);
    this.fitted.disconnect();
    this.listeners.abort();
    this.stopCamera();
  }

  stopCamera() {
    this.video.srcObject?.getTracks().forEach(track => track.stop());
    this.video.srcObject = null;
  }

  async open(wanted) {
    if (!navigator.mediaDevices?.getUserMedia) return this.explain("insecure");
    this.stopCamera(); // phones open one camera at a time
    this.explain(null, "Waiting for the camera. The browser may ask whether this page may use it.");
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ video: { ...wanted, width: { ideal: 1280 } } });
      this.video.srcObject = stream;
      if (this.closed) return this.stopCamera();
      stream.getVideoTracks()[0].onended = () => this.explain("ended");
      await this.video.play();
      const devices = await navigator.mediaDevices.enumerateDevices();
      this.cameras = devices.filter(device => device.kind === "videoinput").map(device => device.deviceId);
    } catch (error) {
      return this.closed || this.explain(error.name, `The camera does not start (${error.name}). ${ELSEWHERE}`);
    }
    this.figure.style.setProperty("--ratio", this.video.videoWidth / this.video.videoHeight);
    this.other.hidden = this.cameras.length < 2;
    this.trouble.hidden = true;
    this.section.hidden = this.controls.hidden = false;
    this.setPaused(false);
  }

  openOther() {
    const { facingMode, deviceId } = this.video.srcObject.getVideoTracks()[0].getSettings();
    const turned = { environment: "user", user: "environment" }[facingMode];
    const next = this.cameras[(this.cameras.indexOf(deviceId) + 1) % this.cameras.length];
    this.open(turned ? { facingMode: turned } : { deviceId: { exact: next } });
  }

  explain(reason, words) {
    this.trouble.querySelector("p").textContent = REASONS[reason] ?? words;
    this.trouble.hidden = false;
    this.start.hidden = reason === null || reason === "insecure";
    this.section.hidden = this.controls.hidden = this.evidence.hidden = true;
  }

  get running() {
    return this.trouble.hidden && this.video.videoWidth > 0;
  }

  key(event) {
    const plain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey;
    const control = event.composedPath()[0].closest?.("button, a, input, textarea, select, [contenteditable], [role]");
    if (event.code !== "Space" || !plain || control || !this.running) return this.elsewhere(event);
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) this.setPaused(!this.paused);
  }

  elsewhere(event) {
    if (!event.composedPath().includes(this.root)) this.quietUntil = performance.now() + QUIET;
  }

  setPaused(paused) {
    this.paused = paused;
    this.pause.textContent = paused ? "Go on" : "Pause";
    this.answered = [];
    if (paused) this.video.pause();
    else this.video.play();
    this.writeSpeed();
    this.ask();
  }

  setExplained(explained) {
    this.explained = explained;
    this.why.setAttribute("aria-pressed", explained);
    this.evidence.hidden = true;
    this.note.textContent = "";
    this.once = explained;
    this.ask();
  }

  ask() {
    const now = performance.now();
    const waiting = now < this.quietUntil || (this.sent !== null && now - this.sent < LOST);
    if (!this.running || document.hidden || waiting || (this.paused && !this.once)) return;
    const { videoWidth: width, videoHeight: height } = this.video;
    const scale = Math.min(1, SHORT_SIDE / Math.min(width, height));
    this.canvas.width = Math.round(width * scale);
    this.canvas.height = Math.round(height * scale);
    this.once = false;
    this.sent = performance.now();
    this.pixels.drawImage(this.video, 0, 0, this.canvas.width, this.canvas.height);
    const picture = this.canvas.toDataURL("image/jpeg", QUALITY).split(",")[1];
    this.send({ picture, taken: this.sent, evidence: this.explained });
  }

  show(answer) {
    if (answer.taken !== this.sent) return; // of a frame that was given up, or shown already
    this.sent = null;
    const now = performance.now();
    this.answered.push({ now, took: now - answer.taken });
    this.ask();
    if (this.h2.textContent !== answer.sentence) {
      this.h2.textContent = answer.sentence;
      this.fit();
    }
    this.drawBreeds(answer.breeds);
    this.drawEvidence(answer.evidence);
  }

  drawBreeds(breeds) {
    this.ul.replaceChildren(...breeds.map(([name, share, percent]) => {
      const row = document.createElement("li");
      row.style.setProperty("--share", share);
      row.append(...[name, percent].map(text => Object.assign(document.createElement("span"), { textContent: text })));
      return row;
    }));
  }

  drawEvidence(evidence) {
    this.evidence.hidden = !(evidence && this.explained && this.running);
    this.note.textContent = this.evidence.hidden ? "" : EXPLANATION;
    if (this.evidence.hidden) return;
    this.evidence.src = `data:image/jpeg;base64,${evidence}`;
    this.evidence.alt = EXPLANATION;
  }

  // The largest size at which the whole sentence, and each of its words, has room.
  fit() {
    for (const size of SIZES) {
      this.h2.style.fontSize = `${size}rem`;
      if (this.h2.scrollHeight <= this.h2.clientHeight && this.h2.scrollWidth <= this.h2.clientWidth) return;
    }
  }

  writeSpeed() {
    const now = performance.now();
    this.answered = this.answered.filter(answer => now - answer.now < MEASURED);
    const [first, last] = [this.answered[0], this.answered.at(-1)];
    if (this.paused) this.speed.textContent = "Paused";
    else if (this.answered.length < 2) this.speed.textContent = "Waiting for an answer";
    else {
      const rate = (1000 * (this.answered.length - 1)) / (last.now - first.now);
      const took = this.answered.reduce((sum, answer) => sum + answer.took, 0) / this.answered.length;
      this.speed.textContent = `${rate.toFixed(1)} answers per second, each after ${Math.round(took)} ms`;
    }
  }
}

const cameras = new WeakMap();

// Streamlit calls this when the component appears and with each answer, and what it returns when the page is left.
export default function ({ data, parentElement, setTriggerValue }) {
  if (!cameras.has(parentElement)) cameras.set(parentElement, new LiveCamera(parentElement));
  const camera = cameras.get(parentElement);
  camera.send = frame => setTriggerValue("frame", frame);
  if (data) camera.show(data);
  return () => {
    camera.close();
    cameras.delete(parentElement);
  };
}

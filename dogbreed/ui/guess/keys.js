// Keys press the buttons of a round. A key that is pressed while the page draws waits until its button is there.

const CHOICES = ["1", "2", "3", "4"], ON = ["Enter", "PageDown", "ArrowRight", " "];
const OTHERS = "input, textarea, select, [contenteditable=true], [role=menu], [role=listbox], [role=dialog]";
const PATIENCE = 2000;  // ms that a pressed button may take to disappear

let waiting = [];  // keys of buttons
let pressed = null, since = 0;

const button = key => document.querySelector(`.st-key-${key} button`);
const drawing = () =>
  document.querySelector("[data-test-script-state=running]") ||
  (pressed?.isConnected && performance.now() - since < PATIENCE);

function press(key) {
  pressed = button(key);
  since = performance.now();
  pressed?.click();
  return pressed;
}

function onKey(event) {
  const {key, target: focus} = event;
  const wanted = CHOICES.includes(key) ? `option-${key}` : ON.includes(key) ? "next" : null;
  if (!wanted || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || focus.closest(OTHERS)) return;
  if (button("start")) return;  // no round yet
  if ((key === "Enter" || key === " ") && focus.closest("a, button, summary")) return;
  if (drawing()) waiting.push(wanted);
  else if (!press(wanted)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

export default function ({parentElement}) {
  (parentElement.host ?? parentElement).closest("[data-testid=stElementContainer]").style.position = "absolute";
  const drawn = setInterval(() => {
    if (waiting.length && !drawing()) press(waiting.shift());
  }, 50);
  window.addEventListener("keydown", onKey, true);
  return () => {
    window.removeEventListener("keydown", onKey, true);
    clearInterval(drawn);
    waiting = [];
  };
}

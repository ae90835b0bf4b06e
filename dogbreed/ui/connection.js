// Streamlit names the state of its connection in an attribute of the app. Its own dialog speaks to programmers.

export default function ({ parentElement, data }) {
  const app = document.querySelector("[data-test-connection-state]");
  const note = parentElement.querySelector(".connection-note");
  let waiting;
  const dialog = () => [...document.querySelectorAll("[role=dialog]")].find(
    (shown) => shown.textContent.startsWith("Connection error"));
  const look = () => {
    const lost = app.dataset.testConnectionState !== "CONNECTED";
    clearTimeout(waiting);
    dialogs.disconnect();
    if (!lost) { note.hidden = true; return; }
    dialogs.observe(document.body, { childList: true, subtree: true });
    waiting = setTimeout(() => { note.textContent = data; note.hidden = false; }, 1000);
  };
  const close = () => dialog()?.querySelector("button[aria-label=Close]")?.click();
  const state = new MutationObserver(look), dialogs = new MutationObserver(close);
  state.observe(app, { attributes: true, attributeFilter: ["data-test-connection-state"] });
  return () => { clearTimeout(waiting); state.disconnect(); dialogs.disconnect(); };
}

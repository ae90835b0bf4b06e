"""What the visitor reads when the connection to the server is cut."""

import streamlit as st

SENTENCE = (
    "The connection is cut: buttons and sliders do not react until it is back. Your photos and answers are kept, and "
    "the page goes on by itself."
)

_CSS = """
.connection-note {
  position: fixed; inset: auto 1rem 1rem; z-index: 10000000; margin: auto; max-width: 40rem; padding: 0.8rem 1.2rem;
  border: 1px solid var(--st-border-color); border-radius: var(--st-base-radius);
  background: var(--st-secondary-background-color); color: var(--st-text-color); font-family: var(--st-font);
}
"""
# Streamlit names the state of its connection in an attribute of the app. Its own dialog speaks to programmers.
_JS = """
export default function ({ parentElement, data }) {
  const app = document.querySelector("[data-test-connection-state]");
  const note = parentElement.querySelector(".connection-note");
  let waiting;
  const dialog = () => [...document.querySelectorAll("[role=dialog]")].find(
    (shown) => shown.textContent.startsWith("Connection error"));
  const look = () => {
    const lost = app.dataset.testConnectionState !== "CONNECTED";
    clearTimeout(waiting);
    if (!lost) { note.hidden = true; return; }
    waiting = setTimeout(() => { note.textContent = data; note.hidden = false; }, 1000);
  };
  const close = () => dialog()?.querySelector("button[aria-label=Close]")?.click();
  const state = new MutationObserver(look), dialogs = new MutationObserver(close);
  state.observe(app, { attributes: true, attributeFilter: ["data-test-connection-state"] });
  dialogs.observe(document.body, { childList: true, subtree: true });
  return () => { clearTimeout(waiting); state.disconnect(); dialogs.disconnect(); };
}
"""


_HTML = '<div class="connection-note" role="status" hidden></div>'
_NOTE = st.components.v2.component("connection_note", html=_HTML, css=_CSS, js=_JS, isolate_styles=False)


def connection_note() -> None:
    """Tell the visitor when the connection is cut, in place of Streamlit's dialog.

    Call it before the page draws anything: the first element of a page stays where it is while the page is drawn anew.
    """
    _NOTE(key="connection-note", data=SENTENCE, height=1)

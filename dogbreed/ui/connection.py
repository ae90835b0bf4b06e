"""What the visitor reads when the connection to the server is cut."""

from pathlib import Path

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
_JS = Path(__file__).with_suffix(".js").read_text("utf-8")
_HTML = '<div class="connection-note" role="status" hidden></div>'
_NOTE = st.components.v2.component("connection_note", html=_HTML, css=_CSS, js=_JS, isolate_styles=False)


def connection_note() -> None:
    """Tell the visitor when the connection is cut, in place of Streamlit's dialog.

    Call it before the page draws anything: the first element of a page stays where it is while the page is drawn anew.
    """
    _NOTE(key="connection-note", data=SENTENCE, height=1)

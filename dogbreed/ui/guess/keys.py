"""The keys of a round: 1 to 4 choose; Enter, Page Down, the space bar and the right arrow key go on."""

from pathlib import Path

import streamlit as st

KEYS = st.components.v2.component("guess-keys", js=Path(__file__).with_suffix(".js").read_text("utf-8"))


def round_keys() -> None:
    """Let keys press the buttons "option-1" to "option-4" and "next", also those pressed while the page draws.

    Call it on every view of the page, since the browser needs a moment to load it.
    """
    KEYS(key="guess-keys")

"""The keys of a round: 1 to 4 choose; Enter, Page Down, the space bar and the right arrow key go on."""

from pathlib import Path

import streamlit as st

KEYS = st.components.v2.component("guess-keys", js=Path(__file__).with_suffix(".js").read_text("utf-8"))


def round_keys() -> None:
    """Let keys press the buttons "option-1" to "option-4" and "next", also those pressed while the page draws.

    Call it at the same place among the elements of every view, so that the browser keeps it, and below what would jump
    while the browser loads it.
    """
    KEYS(key="guess-keys")

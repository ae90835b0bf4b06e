"""Pages as wide as the window, without a jump."""

import time

import streamlit as st

KNOWN = "wide-layout"
FRAMES = 0.05
"""Seconds in which a browser draws a few times."""


def wide_layout() -> None:
    """Let the browser make its empty page wide before a visitor's first page comes; call it after `st.set_page_config`.

    Streamlit begins with a narrow page. If the first elements arrive with the wide layout, they jump with it.
    """
    if KNOWN not in st.session_state:
        st.session_state[KNOWN] = True
        time.sleep(FRAMES)

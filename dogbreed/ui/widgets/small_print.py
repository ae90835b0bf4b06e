"""Small text with links."""

import streamlit as st


def small_print(text: str) -> None:
    """Draw small Markdown; a caption is translucent, and a link in it has too little contrast."""
    st.markdown(f":small[{text}]")

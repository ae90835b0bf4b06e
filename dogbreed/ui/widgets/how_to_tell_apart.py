"""The text on how to tell two breeds apart."""

from urllib.parse import urlsplit

import streamlit as st

from dogbreed.look_alikes import Difference


def in_words(found: Difference) -> None:
    """Draw the text with its sources."""
    st.markdown(found.text)
    links = ", ".join(f"[{urlsplit(url).netloc.removeprefix('www.')}]({url})" for url in found.sources)
    st.caption(f"In our words, from {links}.")

"""A section of a page: text on the left, its figure on the right; one below the other on a phone."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


@contextmanager
def section(title: str) -> Iterator[DeltaGenerator]:
    """Inside the `with`, the text is written; the container that it yields takes the figure."""
    st.space("large")
    words, figure = st.columns([2, 3], gap="medium")
    with words:
        st.header(title, anchor=False)
        yield figure

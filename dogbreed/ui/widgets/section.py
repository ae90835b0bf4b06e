"""A chapter of the study: words on the left, its figure on the right; on a phone one under the other."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


@contextmanager
def section(title: str) -> Iterator[DeltaGenerator]:
    """Write the words inside the `with`; it hands out the place for the figure."""
    st.space("large")
    words, figure = st.columns([2, 3], gap="medium")
    with words:
        st.header(title, anchor=False)
        yield figure

"""A section of a page: text on the left, its figure on the right; one below the other on a phone."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dogbreed.ui.widgets.room import room


@contextmanager
def section(title: str, height: int = 0) -> Iterator[DeltaGenerator]:
    """Inside the `with`, the text is written; the container that it yields takes the figure.

    Args:
        title: Of the section.
        height: Room for the figure, px, where it is drawn later than what stands below.
    """
    st.space("large")
    words, figure = st.columns([2, 3], gap="medium")
    if height:
        with figure:
            figure = room(height)
    with words:
        st.header(title, anchor=False)
        yield figure

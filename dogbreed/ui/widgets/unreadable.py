"""A file that could not be read."""

import streamlit as st

from dogbreed.inference.identify import Answer
from dogbreed.ui.formatting import plain


def unreadable(answer: Answer) -> None:
    """A card with the file's name, why it could not be read and what to do."""
    st.error(f"**{plain(answer.file)}**  \n{answer.verdict.sentence}", icon=":material/broken_image:")

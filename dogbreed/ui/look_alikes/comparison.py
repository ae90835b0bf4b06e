"""How often each of the two is taken for the other."""

import pandas as pd
import streamlit as st

from dogbreed.breeds import Breed
from dogbreed.ui.formatting import percent


def taken_for(dog: Breed, other: Breed, answers: pd.DataFrame) -> None:
    """In words and as a figure.

    Args:
        answers: See `dogbreed.evaluation.top1`.
    """
    own = answers[answers["truth"] == dog.wnid]
    wrong = int((own["answer"] == other.wnid).sum())
    st.subheader(dog.name, anchor=False)
    if own.empty:
        st.caption("No test photo of it was answered.")
        return
    st.metric(f"of {len(own)} test photos taken for {other.with_article}", wrong, border=False)
    st.caption(f"{percent(float(own['right'].mean()))} of them are named rightly. {dog.group}.")

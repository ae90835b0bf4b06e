"""What is known of a pair: how to tell the breeds apart, and how often a network mistakes one for the other."""

import pandas as pd
import streamlit as st

from dogbreed.breeds import Breed
from dogbreed.look_alikes import how_to_tell_apart
from dogbreed.ui.formatting import count, percent
from dogbreed.ui.look_alikes.pair_choice import Pair
from dogbreed.ui.widgets.explanation import in_words


def description(pair: Pair) -> None:
    """How to tell the two breeds apart, with sources, or that there is no text about them."""
    found = how_to_tell_apart(pair.one.wnid, pair.other.wnid)
    if found:
        in_words(found)
    else:
        st.markdown("No description for this pair yet. Compare their photos.")


def mistaken_for(dog: Breed, other: Breed, top1: pd.DataFrame) -> None:
    """How many test photos of a breed are mistaken for the other one, and its accuracy.

    Args:
        dog: The true breed.
        other: The predicted one.
        top1: The table of `dogbreed.evaluation.top1`.
    """
    own = top1[top1["truth"] == dog.wnid]
    st.subheader(dog.name, anchor=False)
    if own.empty:
        st.caption("This breed has no test predictions.")
        return
    mistaken = int((own["answer"] == other.wnid).sum())
    st.markdown(f"#### {count(mistaken)} of {count(len(own))} mistaken for {other.with_article}")
    st.caption(f"Test photos; {percent(float(own['right'].mean()))} of them are named correctly. {dog.group}.")

"""How many mistakes there are."""

import streamlit as st

from dogbreed.evaluation.confusions import within_group
from dogbreed.evaluation.metrics import proportion
from dogbreed.ui.formatting import count, percent, plain
from dogbreed.ui.mistakes.tested_network import TestedNetwork


def headline(network: TestedNetwork) -> None:
    """Accuracy, number of mistakes, and how many of these stay in the family."""
    photos = len(network.answers)
    mistakes, kept = within_group(network.answers)
    accuracy = proportion(photos - mistakes, photos)
    interval = f"95 % interval {percent(accuracy.low)} to {percent(accuracy.high)}"
    with st.container(horizontal=True, gap="large"):
        st.metric("Accuracy", percent(accuracy.value), help=f"{count(photos)} test photos, {interval}", width="content")
        st.metric(f"Mistakes in {count(photos)} photos", count(mistakes), width="content")
        st.metric("Of these within the kennel group", percent(kept), width="content")
        if network.other:
            right, other = network.answers["right"], network.answers["other_right"]
            st.metric("Both wrong", count(int((~right & ~other).sum())), width="content")
            st.metric(f"Only {plain(network.name)} wrong", count(int((~right & other).sum())), width="content")
            st.metric(f"Only {plain(network.other)} wrong", count(int((right & ~other).sum())), width="content")

"""What the repetitions of the best configurations say of the search."""

from collections.abc import Sequence

import streamlit as st

from dogbreed.experiments.seed_variance import RepeatedConfiguration, selection_optimism
from dogbreed.ui.formatting import count, points


def luck_in_words(configurations: Sequence[RepeatedConfiguration]) -> None:
    """What was done, what the marks of the figure are, and by how much the search flattered its best."""
    runs = sum(len(configuration.repeats) for configuration in configurations)
    st.markdown(
        f"The best {count(len(configurations))} configurations were run again with other seeds, which set the first "
        f"weights and the order of the photos: {count(runs)} runs. A dot is one of them, the upright bar their mean, "
        "and the diamond the run by which the configuration won its place."
    )
    gain = selection_optimism(configurations)
    if gain is not None:
        st.markdown(
            f"The means differ from the search's own runs by **{points(-gain)}** on average. "
            + (
                "The best of many single runs owes its place partly to luck, so means count here."
                if gain > 0
                else "Here the search did not flatter its best."
            )
        )

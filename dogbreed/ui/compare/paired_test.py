"""The paired test in words."""

from collections.abc import Sequence

import streamlit as st

from dogbreed.ui.compare.differences import Difference
from dogbreed.ui.formatting import chance, count, plain

HELP = (
    "McNemar's test (1947, exact): photos on which two networks agree say nothing about which is better; of the "
    "others each would win half if they were equally good. p is how likely a split as uneven as this is by chance "
    "alone; below 0.05 the difference is called real. The intervals of the differences are Newcombe's (1998, "
    "method 10), made for networks that answer the same photos."
)
SEVERAL = " For several pairs p is raised after Holm (1979): the more one looks, the more one finds by chance."


def paired_test(pairs: Sequence[Difference]) -> None:
    """What each pair disagrees on, and how likely that is by chance."""
    for pair in pairs:
        found, better, worse = pair.found, plain(pair.better.name), plain(pair.worse.name)
        st.markdown(
            f"Of {count(found.photos)} photos, {count(found.only_first)} are named rightly by **{better}** alone and "
            f"{count(found.only_second)} by **{worse}** alone: {chance(pair.p_value)}, {pair.verdict}."
        )
    st.caption(HELP + (SEVERAL if len(pairs) > 1 else ""))

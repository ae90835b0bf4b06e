"""The pair of breeds: its choice, which the address keeps, how to tell them apart, and how often they are confused."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dogbreed.breeds import BREEDS, Breed, breed
from dogbreed.look_alikes import how_to_tell_apart
from dogbreed.networks.registry import title
from dogbreed.settings import settings
from dogbreed.ui.formatting import count, percent
from dogbreed.ui.widgets.breed_facts import tell_apart
from dogbreed.ui.widgets.breed_menu import name
from dogbreed.ui.widgets.room import FIELD, room

ONE, OTHER = "one", "other"
"""Keys of the menus. No other page has them: a link between two pages loses the value of a key that both have."""
FIRST = ("n02092002", "n02090721")
"""Scottish deerhound and Irish wolfhound, the example of the 2023 study."""
LISTED = 40
"""Number of confused pairs in the menu."""


@dataclass(frozen=True)
class Pair:
    """Two different breeds."""

    one: Breed
    other: Breed

    @property
    def both_ways(self) -> tuple[tuple[Breed, Breed], tuple[Breed, Breed]]:
        """Each breed with the other one."""
        return (self.one, self.other), (self.other, self.one)


def pair_choice(confused: pd.DataFrame) -> Pair | None:
    """Menus of any two breeds, and of the most confused pairs; None, with a note, if the two are the same.

    Args:
        confused: See `dogbreed.evaluation.confusions.confused_pairs`.
    """
    wnids = [dog.wnid for dog in sorted(BREEDS, key=lambda dog: dog.name)]
    for key, wnid in zip((ONE, OTHER), FIRST, strict=True):
        if key not in st.session_state and key not in st.query_params:
            st.session_state[key] = wnid
    left, right, ranking = (_field(column) for column in st.columns(3))
    one = left.selectbox("Breed", wnids, format_func=name, key=ONE, bind="query-params")
    other = right.selectbox("and", wnids, format_func=name, key=OTHER, bind="query-params")
    pairs = [tuple(row) for row in confused[["one", "other"]].head(LISTED).itertuples(index=False)]
    ranking.selectbox(
        "Most confused pairs",
        pairs,
        index=None,
        format_func=lambda pair: f"{name(pair[0])}, {name(pair[1])}",
        placeholder=f"One of the {len(pairs)} pairs",
        key="pair-ranking",
        on_change=_use_ranked_pair,
    )
    if one == other:
        st.info("Choose two different breeds.", icon=":material/compare_arrows:")
        return None
    return Pair(breed(one), breed(other))


def _field(column: DeltaGenerator) -> DeltaGenerator:
    with column:
        return room(FIELD)


def _use_ranked_pair() -> None:
    if chosen := st.session_state["pair-ranking"]:
        st.session_state[ONE], st.session_state[OTHER] = chosen
        st.session_state["pair-ranking"] = None


def description(pair: Pair) -> None:
    """How to tell the two breeds apart; where there is no text, say so, and how to recognise each of them."""
    if how_to_tell_apart(pair.one.wnid, pair.other.wnid) is None:
        st.markdown("No description for this pair yet. Compare their photos.")
    tell_apart(pair.one, pair.other)


def mistaken_for(dog: Breed, other: Breed, top1: pd.DataFrame) -> None:
    """How many test photos of a breed are mistaken for the other one, and its accuracy.

    Args:
        dog: The true breed.
        other: The predicted one.
        top1: The table of `dogbreed.evaluation.top1`.
    """
    own = top1[top1["truth"] == dog.wnid]
    st.header(dog.name, anchor=False)
    if own.empty:
        st.caption("This breed has no test predictions.")
        return
    mistaken = int((own["answer"] == other.wnid).sum())
    st.markdown(f"### {count(mistaken)} of {count(len(own))} mistaken for {other.with_article}")
    right = percent(float(own["right"].mean()))
    st.caption(f"Test photos; the {title(settings().model)} names the right breed in {right} of them. {dog.group}.")

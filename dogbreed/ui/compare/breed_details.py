"""One breed of the comparison: each network's accuracy and its most frequent mistake."""

from collections.abc import Sequence
from contextlib import suppress

import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError

from dogbreed.breeds import BREEDS, Breed, breed
from dogbreed.evaluation.top1 import by_breed, right
from dogbreed.ui.figures.network_predictions import NetworkPredictions
from dogbreed.ui.formatting import percent, times

SELECTED = "compared-breed"


def axes(networks: Sequence[NetworkPredictions]) -> tuple[NetworkPredictions, NetworkPredictions]:
    """The two networks that are compared breed by breed; menus if there are more than two.

    Args:
        networks: Two at least.
    """
    if len(networks) == 2:
        return networks[0], networks[1]
    best_first = sorted(networks, key=lambda network: right(network.predictions).mean(), reverse=True)
    by_name = {network.name: network for network in best_first}
    across, upwards = st.columns(2)
    x = across.selectbox("x axis", list(by_name), key="across")
    others = [name for name in by_name if name != x]
    y = upwards.selectbox("y axis", others, key=f"upwards-{x}")
    return by_name[x], by_name[y]


def selected_breed() -> str | None:
    """WordNet id of the selected breed; None if none is."""
    return st.session_state.get(SELECTED)


def select_breed(point: Sequence[str]) -> None:
    """Select the breed of a clicked point."""
    st.session_state[SELECTED] = point[0]


def breed_choice(network: NetworkPredictions) -> Breed | None:
    """A menu of the tested breeds, for touch and keyboard too; returns the selected one."""
    tested = set(network.predictions["truth"])
    known = sorted((dog for dog in BREEDS if dog.wnid in tested), key=lambda dog: dog.name)
    if selected_breed() not in tested:
        st.session_state[SELECTED] = None
    wnid = st.selectbox(
        "Breed",
        [dog.wnid for dog in known],
        index=None,
        format_func=lambda wnid: breed(wnid).name,
        placeholder="Click a point, or choose a breed",
        key=SELECTED,
        persist_state="session",
    )
    return breed(wnid) if wnid else None


def breed_figures(dog: Breed, networks: Sequence[NetworkPredictions]) -> None:
    """Every network's accuracy at the breed with its 95 % interval, and its most frequent mistake."""
    st.subheader(dog.name, anchor=False)
    for network in networks:
        rows = by_breed(network.predictions[network.predictions["truth"] == dog.wnid])
        row = rows.iloc[0]
        st.progress(float(row["accuracy"]), f"{network.name} **{percent(row['accuracy'])}**")
        confused = (
            f"Most often mistaken for {breed(row['taken_for']).with_article}: {times(row['times'])}."
            if row["times"]
            else "Never mistaken for another breed."
        )
        st.caption(
            f"{row['right']} of {row['photos']} photos, 95 % interval {percent(row['low'])} to {percent(row['high'])}. "
            + confused
        )
    # Not every app that shows runs has this page.
    with suppress(StreamlitPageNotFoundError):
        st.page_link(
            "pages/mistakes.py",
            label="This breed on the Mistakes page",
            icon=":material/search:",
            query_params={"breed": dog.wnid},
        )

"""One breed of the comparison: how often each network names it, and what it takes it for."""

from collections.abc import Sequence
from contextlib import suppress

import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError

from dogbreed.breeds import BREEDS, Breed, breed
from dogbreed.evaluation.per_breed import by_breed, right
from dogbreed.ui.figures.network_predictions import NetworkPredictions
from dogbreed.ui.formatting import percent, times

SELECTED = "compared-breed"


def axes(networks: Sequence[NetworkPredictions]) -> tuple[NetworkPredictions, NetworkPredictions]:
    """The two networks that are compared breed by breed; of more than two, people choose."""
    if len(networks) == 2:
        return networks[0], networks[1]
    best_first = sorted(networks, key=lambda network: right(network.predictions).mean(), reverse=True)
    by_name = {network.name: network for network in best_first}
    across, upwards = st.columns(2)
    x = across.selectbox("Across", list(by_name), key="across")
    others = [name for name in by_name if name != x]
    y = upwards.selectbox("Upwards", others, key=f"upwards-{x}")
    return by_name[x], by_name[y]


def selected_breed() -> str | None:
    """The WordNet id of the breed that is looked at."""
    return st.session_state.get(SELECTED)


def select_breed(point: Sequence[str]) -> None:
    """Look at the breed of a point of the scatter."""
    st.session_state[SELECTED] = point[0]


def breed_choice(network: NetworkPredictions) -> Breed | None:
    """A menu of the breeds that were tested, for those who do not click."""
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
    """The accuracy of every network at the breed, with its interval, and its most frequent mistake."""
    st.subheader(dog.name, anchor=False)
    for network in networks:
        rows = by_breed(network.predictions[network.predictions["truth"] == dog.wnid])
        row = rows.iloc[0]
        st.progress(float(row["accuracy"]), f"{network.name} **{percent(row['accuracy'])}**")
        confused = (
            f"Most often taken for {breed(row['taken_for']).with_article}: {times(row['times'])}."
            if row["times"]
            else "Never taken for another breed."
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

"""One breed of the comparison: accuracies, most frequent mistakes, and the photos that a network got wrong."""

from collections.abc import Sequence
from contextlib import suppress

import pandas as pd
import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError

from dogbreed.breeds import BREEDS, Breed, breed
from dogbreed.dataset.index import load_index
from dogbreed.evaluation.top1 import first
from dogbreed.ui.built_once import built_once
from dogbreed.ui.figures.network_predictions import NetworkPredictions
from dogbreed.ui.formatting import percent, plain, times
from dogbreed.ui.widgets.gallery import GridPhoto, page_of, photo_grid

SELECTED = "compared-breed"


def axes(networks: Sequence[NetworkPredictions]) -> tuple[NetworkPredictions, NetworkPredictions]:
    """The two networks that are compared breed by breed; menus if there are more than two.

    Args:
        networks: Two at least.
    """
    if len(networks) == 2:
        return networks[0], networks[1]
    best_first = sorted(networks, key=lambda network: network.right.mean(), reverse=True)
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
    tested = _tested(network)
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
        row = network.by_breed[network.by_breed["wnid"] == dog.wnid].iloc[0]
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


@built_once(8)
def _tested(network: NetworkPredictions) -> frozenset[str]:
    """WordNet ids of the tested breeds."""
    return frozenset(network.predictions["truth"])


PER_PAGE = 12


def wrong_photos(dog: Breed, networks: Sequence[NetworkPredictions]) -> None:
    """A gallery of the breed's test photos that at least one of the networks got wrong, the worst first.

    Args:
        dog: The breed.
        networks: All tested on the same photos.
    """
    wrong = mistakes(dog, networks)
    if wrong.empty:
        st.success(f"Every test photo of {dog.with_article} was named correctly.", icon=":material/check_circle:")
        return
    kinds = _kinds(wrong, networks)
    kind = next(iter(kinds))
    if len(networks) > 1:
        kind = st.segmented_control(
            "Photos",
            list(kinds),
            default=kind,
            required=True,
            format_func=lambda kind: f"{kind} ({len(kinds[kind])})",
            label_visibility="collapsed",
            key=f"wrong-photos-{dog.wnid}",
        )
    place = st.empty()
    shown = page_of(kinds[kind or next(iter(kinds))], PER_PAGE, f"wrong-photos-{dog.wnid}-{kind}", bound=False)
    with place.container():
        photo_grid([_grid_photo(row, networks) for _, row in shown.iterrows()])


@built_once(32)
def mistakes(dog: Breed, networks: Sequence[NetworkPredictions]) -> pd.DataFrame:
    """The breed's photos that at least one network got wrong, ordered by number of networks and by loss.

    Returns:
        `file`, `width`, `height`, and for network number 0, 1, ...: `answer_0` (WordNet id), `probability_0`,
        `wrong_0`, `loss_0` (nats).
    """
    table = load_index().loc[:, ["file", "width", "height"]]
    for place, network in enumerate(networks):
        chosen = network.predictions["truth"] == dog.wnid
        own = network.predictions[chosen]
        columns = {
            "file": own["file"],
            f"answer_{place}": first(own["answers"]),
            f"probability_{place}": first(own["probabilities"]),
            f"wrong_{place}": ~network.right[chosen],
            f"loss_{place}": own["loss"],
        }
        table = table.merge(pd.DataFrame(columns), on="file")
    failed = table.filter(like="wrong_").sum(axis=1)
    order = pd.DataFrame({"failed": failed, "loss": table.filter(like="loss_").sum(axis=1)})
    ranked = order[failed > 0].sort_values(["failed", "loss"], ascending=False)
    return table.loc[ranked.index].reset_index(drop=True)


def _kinds(wrong: pd.DataFrame, networks: Sequence[NetworkPredictions]) -> dict[str, pd.DataFrame]:
    """The photos by which networks got them wrong, under the labels of the menu; empty kinds are left out."""
    failed = wrong.filter(like="wrong_")
    kinds = {
        "Any wrong": wrong,
        "Both wrong" if len(networks) == 2 else "All wrong": wrong[failed.all(axis=1)],
    }
    for place, network in enumerate(networks):
        alone = failed[f"wrong_{place}"] & (failed.sum(axis=1) == 1)
        kinds[f"Only {network.name} wrong"] = wrong[alone]
    return {words: photos for words, photos in kinds.items() if len(photos)}


def _grid_photo(row: pd.Series, networks: Sequence[NetworkPredictions]) -> GridPhoto:
    caption = "  \n".join(_prediction(row, place, network) for place, network in enumerate(networks))
    return GridPhoto(row["file"], caption, "Test photo of {}")


def _prediction(row: pd.Series, place: int, network: NetworkPredictions) -> str:
    """A line that says in a sign and in words whether the network is right."""
    probability = percent(row[f"probability_{place}"])
    if not row[f"wrong_{place}"]:
        return f":material/check_circle: {plain(network.name)}: right, {probability}"
    return f":material/cancel: {plain(network.name)}: {breed(row[f'answer_{place}']).name}, {probability}"

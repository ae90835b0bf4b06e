"""The test photos of a breed that a network got wrong, with its predictions."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dogbreed.breeds import Breed, breed
from dogbreed.dataset.index import load_index
from dogbreed.evaluation.top1 import right
from dogbreed.ui.figures.network_predictions import NetworkPredictions
from dogbreed.ui.formatting import percent, plain
from dogbreed.ui.widgets.gallery import GridPhoto, page_of, photo_grid

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


def mistakes(dog: Breed, networks: Sequence[NetworkPredictions]) -> pd.DataFrame:
    """The breed's photos that at least one network got wrong, ordered by number of networks and by loss.

    Returns:
        `file`, `width`, `height`, and for network number 0, 1, ...: `answer_0` (WordNet id), `probability_0`,
        `wrong_0`, `loss_0` (nats).
    """
    table = load_index().loc[:, ["file", "width", "height"]]
    for place, network in enumerate(networks):
        own = network.predictions[network.predictions["truth"] == dog.wnid]
        columns = {
            "file": own["file"],
            f"answer_{place}": own["answers"].str[0],
            f"probability_{place}": own["probabilities"].str[0],
            f"wrong_{place}": ~right(own),
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

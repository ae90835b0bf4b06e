"""Photos of the two breeds: typical ones, those mistaken for the other breed, and the most similar pairs."""

import numpy as np
import pandas as pd
import streamlit as st

from dogbreed.breeds import Breed, breed
from dogbreed.inference.similar import SimilarPhotos
from dogbreed.ui.built_once import built_once
from dogbreed.ui.formatting import percent
from dogbreed.ui.look_alikes.pair import Pair
from dogbreed.ui.widgets.chart import download
from dogbreed.ui.widgets.gallery import GridPhoto, page_of, pair_grid, photo_grid
from dogbreed.ui.widgets.training_photos import training_photos, typical_photos

TYPICAL, SIMILAR_PAIRS, PER_PAGE = 3, 4, 12


def typical(dog: Breed, similar: SimilarPhotos) -> None:
    """The training photos of a breed that are closest to the mean of its photos in feature space."""
    photo_grid([_grid_photo(file, dog) for file in typical_photos(dog, similar, TYPICAL)])


def most_similar(pair: Pair, similar: SimilarPhotos) -> None:
    """The pairs of training photos, one of each breed, that are closest in feature space."""
    pair_grid([(_grid_photo(a, pair.one), _grid_photo(b, pair.other)) for a, b in _closest(pair, similar)])


@built_once(240)
def _closest(pair: Pair, similar: SimilarPhotos) -> list[tuple[str, str]]:
    """Names of the photos of each pair."""
    files = training_photos()
    rows, others = (np.flatnonzero(files["wnid"] == dog.wnid) for dog in (pair.one, pair.other))
    names = files["file"].tolist()
    return [(names[a], names[b]) for a, b in similar.closest_pairs(rows, others, SIMILAR_PAIRS)]


def mistakes(pair: Pair, top1: pd.DataFrame) -> None:
    """The test photos of each breed that are mistaken for the other one, the most confident mistakes first.

    Args:
        pair: The two breeds.
        top1: The table of `dogbreed.evaluation.top1`.
    """
    wrong = _confused(pair, top1).sort_values("probability", ascending=False)
    if wrong.empty:
        st.success("No test photo of either breed is mistaken for the other.", icon=":material/check_circle:")
        return
    place = st.empty()
    shown = page_of(wrong, PER_PAGE, "mistakes_page", (pair.one.wnid, pair.other.wnid))
    with place.container():
        photo_grid([_mistake(row) for _, row in shown.iterrows()])
    named = {column: [breed(wnid).name for wnid in wrong[column]] for column in ("truth", "answer")}
    download(
        "Photos mistaken for the other breed", wrong[["file", "truth", "answer", "probability", "loss"]].assign(**named)
    )


def _confused(pair: Pair, top1: pd.DataFrame) -> pd.DataFrame:
    """The rows in which one of the two breeds is mistaken for the other."""
    one, other = pair.one.wnid, pair.other.wnid
    swapped = (top1["truth"] == one) & (top1["answer"] == other)
    return top1[swapped | ((top1["truth"] == other) & (top1["answer"] == one))]


def _mistake(row: pd.Series) -> GridPhoto:
    answer = f"  \n:material/cancel: {breed(row['answer']).name}, {percent(row['probability'])}"
    return _grid_photo(row["file"], breed(row["truth"]), answer)


def _grid_photo(file: str, dog: Breed, answer: str = "") -> GridPhoto:
    return GridPhoto(file, f"**{dog.name}**{answer}")

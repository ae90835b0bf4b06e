"""Photos of the two breeds: typical ones, mistakes, and the most alike."""

import numpy as np
import pandas as pd
import streamlit as st

from dogbreed.breeds import Breed, breed
from dogbreed.dataset.index import load_index
from dogbreed.inference.similar import SimilarPhotos
from dogbreed.ui.formatting import percent
from dogbreed.ui.look_alikes.pair_choice import Pair
from dogbreed.ui.widgets.chart import download
from dogbreed.ui.widgets.gallery import GridPhoto, page_of, pair_grid, photo_grid

TYPICAL, ALIKE, A_PAGE = 3, 4, 12


def typical(dog: Breed, similar: SimilarPhotos) -> None:
    """The training photos of a breed that lie nearest to the middle of all its photos in feature space."""
    trained = _trained()
    rows = similar.typical(np.flatnonzero(trained["wnid"] == dog.wnid), TYPICAL)
    photo_grid([_grid_photo(file, dog) for file in trained.iloc[rows]["file"]])


def most_alike(pair: Pair, similar: SimilarPhotos) -> None:
    """Pairs of training photos, one of each breed, that lie nearest to each other in feature space."""
    trained = _trained()
    rows, others = (np.flatnonzero(trained["wnid"] == dog.wnid) for dog in (pair.one, pair.other))
    pairs = similar.closest_pairs(rows, others, ALIKE)
    files = trained["file"]
    pair_grid([(_grid_photo(files.iloc[a], pair.one), _grid_photo(files.iloc[b], pair.other)) for a, b in pairs])


def mistakes(pair: Pair, answers: pd.DataFrame) -> None:
    """The test photos of each that were taken for the other, the surest mistakes first."""
    wrong = confused(pair, answers).sort_values("probability", ascending=False)
    if wrong.empty:
        st.success("No test photo of either was taken for the other.", icon=":material/check_circle:")
        return
    place = st.empty()
    shown = page_of(wrong, A_PAGE, "mistakes_page", (pair.one.wnid, pair.other.wnid))
    with place.container():
        photo_grid([_mistake(row) for _, row in shown.iterrows()])
    named = {column: [breed(wnid).name for wnid in wrong[column]] for column in ("truth", "answer")}
    download("Photos taken for each other", wrong[["file", "truth", "answer", "probability", "loss"]].assign(**named))


def confused(pair: Pair, answers: pd.DataFrame) -> pd.DataFrame:
    """The answers in which one of the two is taken for the other.

    Args:
        answers: See `dogbreed.evaluation.top1`.
    """
    one, other = pair.one.wnid, pair.other.wnid
    swapped = (answers["truth"] == one) & (answers["answer"] == other)
    return answers[swapped | ((answers["truth"] == other) & (answers["answer"] == one))]


def _trained() -> pd.DataFrame:
    index = load_index()
    return index[index["split"] == "train"]


def _mistake(row: pd.Series) -> GridPhoto:
    answer = f"  \n:material/cancel: {breed(row['answer']).name}, {percent(row['probability'])}"
    return _grid_photo(row["file"], breed(row["truth"]), answer)


def _grid_photo(file: str, dog: Breed, answer: str = "") -> GridPhoto:
    return GridPhoto(file, f"**{dog.name}**{answer}")

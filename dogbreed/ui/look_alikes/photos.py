"""Photos of the two breeds: typical ones, mistakes, and the most alike."""

import numpy as np
import pandas as pd
import streamlit as st

from dogbreed.breeds import Breed, breed
from dogbreed.dataset.index import load_index
from dogbreed.dataset.sources import photos
from dogbreed.inference.similar import SimilarPhotos
from dogbreed.ui.formatting import percent
from dogbreed.ui.look_alikes.pair_choice import Pair
from dogbreed.ui.widgets.chart import download
from dogbreed.ui.widgets.gallery import page_of, photo_or_card, where_photos_come_from

TYPICAL, ALIKE, A_PAGE = 3, 4, 12


def typical(dog: Breed, similar: SimilarPhotos) -> None:
    """The training photos of a breed that lie nearest to the middle of all its photos in feature space."""
    trained = _trained()
    rows = similar.typical(np.flatnonzero(trained["wnid"] == dog.wnid), TYPICAL)
    shown = trained.iloc[rows]
    found = photos(shown["file"])
    for column, (_, row) in zip(st.columns(TYPICAL), shown.iterrows(), strict=False):
        with column:
            _photo(row, found)
    where_photos_come_from(len(found), len(shown))


def most_alike(pair: Pair, similar: SimilarPhotos) -> None:
    """Pairs of training photos, one of each breed, that lie nearest to each other in feature space."""
    trained = _trained()
    rows, others = (np.flatnonzero(trained["wnid"] == dog.wnid) for dog in (pair.one, pair.other))
    pairs = similar.closest_pairs(rows, others, ALIKE)
    found = photos(trained.iloc[np.ravel(pairs)]["file"])
    grid = st.grid(min_column_width=280)
    for places in pairs:
        with grid.cell(), st.container(border=True):
            for column, place in zip(st.columns(2), places, strict=True):
                with column:
                    _photo(trained.iloc[place], found)
    where_photos_come_from(len(found), 2 * len(pairs))


def mistakes(pair: Pair, answers: pd.DataFrame) -> None:
    """The test photos of each that were taken for the other, the surest mistakes first."""
    wrong = confused(pair, answers).sort_values("probability", ascending=False)
    if wrong.empty:
        st.success("No test photo of either was taken for the other.", icon=":material/check_circle:")
        return
    place = st.empty()
    shown = page_of(wrong, A_PAGE, "mistakes_page", (pair.one.wnid, pair.other.wnid))
    with place.container():
        found = photos(shown["file"])
        grid = st.grid(min_column_width=160)
        for _, row in shown.merge(load_index()[["file", "wnid", "width", "height"]], on="file").iterrows():
            with grid.cell():
                answer = f"  \n:material/cancel: {breed(row['answer']).name}, {percent(row['probability'])}"
                _photo(row, found, answer)
        where_photos_come_from(len(found), len(shown))
    named = {column: [breed(wnid).name for wnid in wrong[column]] for column in ("truth", "answer")}
    download("taken-for-each-other", wrong[["file", "truth", "answer", "probability", "loss"]].assign(**named))


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


def _photo(row: pd.Series, found: dict[str, bytes], words: str = "") -> None:
    dog = breed(row["wnid"])
    size = int(row["width"]), int(row["height"])
    photo_or_card(dog, size, found.get(row["file"]), f"Photo of {dog.with_article}")
    st.caption(f"**{dog.name}**{words}")

"""Training photos whose label is probably wrong."""

from functools import partial

import pandas as pd
import streamlit as st

from dogbreed.breeds import breed
from dogbreed.dataset.index import load_index
from dogbreed.dataset.label_errors import load_label_errors
from dogbreed.errors import DogbreedError
from dogbreed.ui.built_once import built_once
from dogbreed.ui.formatting import count, percent
from dogbreed.ui.serving import say_plainly
from dogbreed.ui.widgets.breed_menu import breed_menu, groups_and_breeds
from dogbreed.ui.widgets.chart import download
from dogbreed.ui.widgets.gallery import GridPhoto, page_of, photo_grid

PER_PAGE = 12
SUSPECT, PAGE = "suspect", "suspects_page"


def label_errors() -> None:
    """The suspected photos, the most suspicious first."""
    st.space("large")
    st.header("Suspected label errors", anchor=False)
    try:
        suspects = load_label_errors()
    except DogbreedError as problem:
        say_plainly(problem)
        return
    trained = _number_trained(load_index())
    st.markdown(
        f"**{count(len(suspects))} of the {count(trained)} training photos** may have a wrong label: classifiers "
        "that were not trained on them are about as confident of another breed as they are on that breed's own photos "
        "(confident learning, Northcutt et al. 2021). Some show two dogs, some are difficult, and some are labelled "
        "wrongly."
    )
    wnids = {*suspects["given"], *suspects["suggested"]}
    chosen = breed_menu("Labelled or suggested", groups_and_breeds(wnids), SUSPECT)
    found = suspects[_concerns(suspects["given"], chosen) | _concerns(suspects["suggested"], chosen)]
    place = st.empty()
    shown = page_of(found, PER_PAGE, PAGE, chosen)
    with place.container():
        photo_grid([_grid_photo(row) for _, row in shown.iterrows()])
    download("Suspected label errors", partial(_named, found))


@built_once(1)
def _number_trained(index: pd.DataFrame) -> int:
    return int((index["split"] == "train").sum())


def _concerns(wnids: pd.Series, chosen: str | None) -> pd.Series:
    if chosen is None:
        return pd.Series(True, wnids.index)
    return wnids.map(lambda wnid: chosen in (wnid, breed(wnid).group))


def _grid_photo(row: pd.Series) -> GridPhoto:
    caption = (
        f"Label: **{breed(row['given']).name}**, {percent(row['self_confidence'])}  \n"
        f"Suggested: **{breed(row['suggested']).name}**, {percent(row['suggested_probability'])}"
    )
    return GridPhoto(row["file"], caption, "Training photo labelled as {}")


def _named(found: pd.DataFrame) -> pd.DataFrame:
    """The table with names of breeds instead of ids; probabilities 0 to 1."""
    return found.assign(**{column: [breed(wnid).name for wnid in found[column]] for column in ("given", "suggested")})

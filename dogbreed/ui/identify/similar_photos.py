"""The training photos that the network finds most like a photo."""

import numpy as np
import streamlit as st

from dogbreed.breeds import Breed, breed
from dogbreed.dataset.index import load_index
from dogbreed.dataset.sources import available, photos
from dogbreed.ui.formatting import plain
from dogbreed.ui.serving import similar_photos
from dogbreed.ui.widgets.gallery import photo_or_card, where_photos_come_from

SHOWN = 8


def look_like(features: np.ndarray, favourite: Breed) -> None:
    """A row of them, with their breeds; nothing where no source has photos.

    Args:
        features: Of the photo, see `dogbreed.inference.classifier.Prediction`.
        favourite: The first answer.
    """
    similar = similar_photos()
    if similar is None or available() == "none":
        return
    trained = load_index().query("split == 'train'")
    shown = trained.iloc[similar.nearest(features, SHOWN)]
    same = int((shown["wnid"] == favourite.wnid).sum())
    st.subheader("What it looks like to the network", anchor=False)
    st.caption(
        f"The {SHOWN} training photos nearest to yours in the network's own measure, the nearest first: {same} of them "
        f"show {favourite.with_article}."
    )
    found = photos(shown["file"])
    grid = st.grid(min_column_width=130)
    for _, row in shown.iterrows():
        dog = breed(row["wnid"])
        with grid.cell():
            size = int(row["width"]), int(row["height"])
            photo_or_card(dog, size, found.get(row["file"]), f"Training photo of {dog.with_article}")
            st.caption(f"**{plain(dog.name)}**")
    where_photos_come_from(len(found), len(shown))

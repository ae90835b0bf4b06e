"""The training photos that the network finds most like a photo."""

import numpy as np
import streamlit as st

from dogbreed.breeds import Breed, breed
from dogbreed.dataset.index import load_index
from dogbreed.dataset.sources import available
from dogbreed.ui.formatting import plain
from dogbreed.ui.serving import similar_photos
from dogbreed.ui.widgets.gallery import GridPhoto, photo_grid

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
    photo_grid(
        [
            GridPhoto(row["file"], f"**{plain(breed(row['wnid']).name)}**", "Training photo of {}")
            for _, row in shown.iterrows()
        ],
        column_width=130,
    )

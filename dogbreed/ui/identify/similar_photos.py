"""The training photos that are most similar to a photo according to the network."""

import numpy as np
import streamlit as st

from dogbreed.breeds import Breed, breed
from dogbreed.dataset.sources import available
from dogbreed.ui.formatting import plain
from dogbreed.ui.serving import similar_photos
from dogbreed.ui.widgets.gallery import GridPhoto, photo_grid
from dogbreed.ui.widgets.training_photos import training_photos

SHOWN = 8


def most_similar(features: np.ndarray, favourite: Breed) -> None:
    """Draw them with their breeds; nothing where no source has photos or the network has no index.

    Args:
        features: float32 [features] of the photo, see `dogbreed.inference.classifier.Prediction`.
        favourite: The most probable breed.
    """
    similar = similar_photos()
    if similar is None or available() == "none":
        return
    shown = training_photos()["file"].iloc[similar.nearest(features, SHOWN)].tolist()
    breeds = [breed(file.partition("-")[0]) for file in shown]
    same = breeds.count(favourite)
    st.header("The most similar training photos", anchor=False)
    st.caption(
        f"The {SHOWN} training photos that are most similar according to the network, the most similar first: {same} "
        f"of them {'shows' if same == 1 else 'show'} {favourite.with_article}."
    )
    photo_grid(
        [
            GridPhoto(file, f"**{plain(dog.name)}**", "Training photo of {}")
            for file, dog in zip(shown, breeds, strict=True)
        ],
        column_width=130,
    )

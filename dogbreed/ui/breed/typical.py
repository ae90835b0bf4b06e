"""Typical photos of a breed."""

import streamlit as st

from dogbreed.breeds import Breed
from dogbreed.inference.similar import SimilarPhotos
from dogbreed.ui.widgets.gallery import GridPhoto, photo_grid
from dogbreed.ui.widgets.training_photos import typical_photos

SHOWN = 6


def typical(dog: Breed, similar: SimilarPhotos | None) -> None:
    """Draw them; nothing for a network without an index of similar photos."""
    if similar:
        st.caption("Training photos that are most typical of the breed according to the network.")
        photo_grid([GridPhoto(file, "") for file in typical_photos(dog, similar, SHOWN)])

"""Preparation: how a photo is prepared for a network, and how copies of it are made for training."""

from functools import partial

import streamlit as st

from dogbreed.ui.preparation.augmentation import augmentation
from dogbreed.ui.preparation.steps import steps
from dogbreed.ui.serving import classifier
from dogbreed.ui.widgets.photo_choice import dataset_photo, open_linked_photo, photo_choice
from dogbreed.ui.widgets.small_print import small_print

open_linked_photo("preparation")

st.title("What does a network see?", anchor=False)
st.markdown("Every photo becomes a small square. These are the steps.")
chosen = photo_choice("preparation", partial(dataset_photo, "preparation"))
answers = None
if chosen:
    steps(chosen, classifier().backbone.card)
    if chosen.credit:
        small_print(chosen.credit)

    st.space("large")
    st.header("One photo becomes ten (augmentation)", anchor=False)
    st.markdown(
        "A changed photo of a dog still shows the same breed. A network can therefore also learn from copies that are "
        "mirrored, zoomed, rotated, shifted or changed in contrast. The 2023 study reports that it made 60,000 photos "
        "from 6,000."
    )
    answers = augmentation(chosen)

st.space("large")
st.page_link("pages/architectures.py", label="Look inside the networks", icon=":material/account_tree:")

if answers:
    answers()

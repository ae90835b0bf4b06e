"""Preparation: what happens to a photo before a network sees it."""

from functools import partial

import streamlit as st

from dogbreed.ui.preparation.augmentation import augmentation
from dogbreed.ui.preparation.steps import steps
from dogbreed.ui.serving import classifier
from dogbreed.ui.widgets.dataset_photo import dataset_photo, follow_address
from dogbreed.ui.widgets.photo_choice import photo_choice

follow_address("preparation")

st.title("What does a network get to see?", anchor=False)
st.markdown("A small square, whatever the camera took. Follow a photo there, step by step.")
chosen = photo_choice("preparation", partial(dataset_photo, "preparation"))
steps(chosen, classifier().backbone.card)
if chosen.credit:
    st.caption(chosen.credit)

st.space("large")
st.header("One photo becomes ten", anchor=False)
st.markdown(
    "A changed photo of a dog still shows that dog. So a network may learn from copies that are mirrored, zoomed, "
    "turned, moved and lighter or darker in their contrasts: in the 2023 study, 6,000 photos became 60,000, as it says."
)
augmentation(chosen)

st.space("large")
st.page_link("pages/architectures.py", label="Look inside the networks that get it", icon=":material/account_tree:")

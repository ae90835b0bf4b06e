"""Stress test: how much damage a photo can take before the answers change."""

from functools import partial

import streamlit as st

from dogbreed.ui.stress.live import bench
from dogbreed.ui.stress.on_test_photos import on_test_photos
from dogbreed.ui.widgets.dataset_photo import dataset_photo, follow_address
from dogbreed.ui.widgets.photo_choice import photo_choice

follow_address("stress")

st.title("How much can a photo take?", anchor=False)
st.markdown("Turn it, blur it, cover it: the networks answer at once. The arrow keys move a slider, too.")
chosen = photo_choice("stress", partial(dataset_photo, "stress"))
bench(chosen)

st.space("large")
on_test_photos()

st.space("large")
st.page_link("pages/identify.py", label="Ask the network about your own photo", icon=":material/pets:")

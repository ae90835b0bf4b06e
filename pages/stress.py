"""Stress test: how much damage to a photo changes the networks' answers."""

from functools import partial

import streamlit as st

from dogbreed.ui.stress.live_test import live_test
from dogbreed.ui.stress.on_test_photos import on_test_photos
from dogbreed.ui.widgets.photo_choice import dataset_photo, open_linked_photo, photo_choice

open_linked_photo("stress")

st.title("How much damage changes the answer?", anchor=False)
st.header("On one photo", anchor=False)
chosen = photo_choice("stress", partial(dataset_photo, "stress"))
draw_curve = live_test(chosen) if chosen else None

st.space("large")
on_test_photos()

st.space("large")
st.page_link("pages/identify.py", label="Try your own photo", icon=":material/pets:")

if draw_curve:
    draw_curve()

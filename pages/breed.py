"""Breeds: what is known about a breed, and how well the network tells it from the others."""

import streamlit as st

from dogbreed.ui.breed.choice import breed_choice, unknown_name
from dogbreed.ui.breed.facts import facts, names
from dogbreed.ui.breed.recognition import accuracy, confused_with, recognition
from dogbreed.ui.breed.typical import typical
from dogbreed.ui.serving import similar_photos
from dogbreed.ui.top1_table import top1_table

heading, menu = st.columns([2, 1], gap="medium", vertical_alignment="bottom")
with menu:
    dog = breed_choice()
with heading:
    names(dog)
unknown_name(dog)

known, photos = st.columns(2, gap="medium")
with known:
    facts(dog)
with photos:
    typical(dog, similar_photos())

found = recognition(dog, top1_table())
with known:
    st.space("small")
    accuracy(found)
confused_with(found)

st.space("large")
st.page_link("pages/identify.py", label="Try your own photo", icon=":material/pets:")

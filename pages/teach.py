"""Teach: a dog or a breed that the networks do not know, from a few photos."""

import streamlit as st

from dogbreed.breeds import BREEDS
from dogbreed.ui.teach.lesson_form import lesson_form
from dogbreed.ui.teach.taught_list import load_file, taught_list

st.title("Teach it a dog", anchor=False)
st.markdown(
    f"It knows {len(BREEDS)} breeds. Give it a name and a few photos of another breed, a mix or one dog, and it "
    "recognises it at once, by the photos that are most alike, without training."
)
st.caption(
    ":material/lock: The photos are not kept, only what the network sees in them, for this session. Nobody else gets "
    "it. Reloading the page deletes it, so save it as a file."
)
form, taught = st.columns([3, 2], gap="large")
with form:
    lesson_form()
with taught:
    st.header("Taught so far", anchor=False)
    taught_list()
    load_file()

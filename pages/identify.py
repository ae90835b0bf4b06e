"""Identify: drop photos, read which breeds they show."""

import streamlit as st

from dogbreed.breeds import BREEDS
from dogbreed.ui.album import album
from dogbreed.ui.answer import answer
from dogbreed.ui.answering import answer_the_waiting
from dogbreed.ui.downloads import downloads
from dogbreed.ui.intake import intake
from dogbreed.ui.known_breeds import known_breeds
from dogbreed.ui.overview import overview
from dogbreed.ui.promises import promises
from dogbreed.ui.sample_photos import sample_photos
from dogbreed.ui.waiting import waiting

photos, queue = album(), waiting()


def start_over() -> None:
    photos.clear()
    queue.clear()


words, ways_in = st.columns([2, 3], gap="medium", vertical_alignment="center")
with words:
    st.title("Which breed is it?", anchor=False)
    st.caption(":material/lock: Your photos stay in memory and are never stored or logged.")
with ways_in:
    intake(photos, queue)
progress = st.container()

if photos.opened in photos.entries:
    answer(photos, photos.entries[photos.opened])
elif photos.entries:
    overview(photos)
else:
    sample, breeds = st.columns(2, gap="medium")
    with sample:
        sample_photos(photos)
        promises()
    with breeds:
        st.header(f"The {len(BREEDS)} breeds it tells apart", anchor=False)
        known_breeds()

if photos.entries:
    with st.container(horizontal=True):
        downloads([entry.answer for entry in photos.entries.values()])
        st.button("Start over", icon=":material/restart_alt:", on_click=start_over, key="clear")

answer_the_waiting(photos, queue, progress)

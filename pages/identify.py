"""Identify: upload photos and read which breeds they show."""

import streamlit as st

from dogbreed.breeds import BREEDS
from dogbreed.ui.identify.address import keep_address
from dogbreed.ui.identify.album import album, offer_elsewhere
from dogbreed.ui.identify.answer import COLOURED, answer
from dogbreed.ui.identify.breeds_and_reliability import known_breeds, reliability_table
from dogbreed.ui.identify.downloads import downloads
from dogbreed.ui.identify.overview import overview
from dogbreed.ui.identify.photo_inputs import INPUTS, LEFT_OUT, PRIVACY, left_out, photo_inputs, sample_photos
from dogbreed.ui.identify.upload_queue import answer_queue, upload_queue
from dogbreed.ui.serving import classifier
from dogbreed.ui.taught_dogs import taught_dogs
from dogbreed.ui.widgets.own_photo import forget_own_photo
from dogbreed.ui.widgets.room import room
from dogbreed.ui.widgets.stage import on_stage

photos, queue = album(), upload_queue()
if taught_dogs() is not photos.taught:
    photos.judge_again(taught_dogs(), classifier())


def start_over() -> None:
    queue.clear()
    photos.clear()
    forget_own_photo()
    for kept in (LEFT_OUT, COLOURED):
        st.session_state.pop(kept, None)


if photos.entries:
    with st.expander("Add photos", icon=":material/add_photo_alternate:", key=f"add-after-{queue.added}"):
        photo_inputs(photos, queue)
        st.caption(PRIVACY)
else:
    heading, inputs = st.columns([2, 3], gap="medium", vertical_alignment="top")
    with heading:
        st.title("Which breed is it?", anchor=False)
        st.caption(PRIVACY)
    with inputs, room(INPUTS):
        photo_inputs(photos, queue)
left_out()
progress = st.empty()
meanwhile = photos.entries
if not meanwhile:
    answer_queue(photos, queue, progress)
    if photos.entries:
        st.rerun()
keep_address(photos)
offer_elsewhere(photos)

entries = photos.entries
opened = entries.get(photos.opened or "")
if opened:
    answer(photos, opened, queue)
elif entries:
    overview(photos)
else:
    sample, breeds = st.columns(2, gap="medium")
    with sample:
        sample_photos(queue)
        reliability_table()
    with breeds:
        st.header(f"The {len(BREEDS)} breeds it tells apart", anchor=False)
        known_breeds()

if entries:
    with st.container(horizontal=True):
        if not on_stage():
            downloads([entry.answer for entry in entries.values()])
        st.button("Start over", icon=":material/restart_alt:", on_click=start_over, key="clear")

if queue.unanswered:
    if meanwhile:
        answer_queue(photos, queue, progress)
    st.rerun()

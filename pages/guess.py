"""Guess the breed: the visitor plays a round of photos against the networks."""

import streamlit as st

from dogbreed.dataset.sources import drawable
from dogbreed.ui.guess.address import HIGHEST_SEED, NUMBER, NUMBERS, SEED, seed_in_address
from dogbreed.ui.guess.game import NO_PHOTOS, current_round, keep_address, start
from dogbreed.ui.guess.keys import round_keys
from dogbreed.ui.guess.question import question
from dogbreed.ui.guess.summary import summary
from dogbreed.ui.widgets.missing_photos import missing_photos
from dogbreed.ui.widgets.room import FIELD, room

with st.container():
    keep_address()
    game = current_round()
    if game is None:
        st.title("Are you better than the networks?", anchor=False)
        st.markdown(
            "For each photo, you name the breed first, then the networks do. You and the networks choose among the "
            "same four breeds, which are often confused. Press 1 to 4 to choose; Enter, Page Down, the space bar or "
            "the right arrow key to continue."
        )
        photos = drawable()
        if not photos:
            missing_photos(NO_PHOTOS)
        with room(FIELD):
            st.segmented_control("Photos", NUMBERS, default=10, required=True, key=NUMBER, persist_state="session")
        with room(FIELD), st.container(horizontal=True, vertical_alignment="bottom"):
            same = "The same number gives the same photos."
            st.number_input("Round", 1, HIGHEST_SEED, seed_in_address(), key=SEED, width=180, help=same)
            begin = st.button("Start", type="primary", icon=":material/play_arrow:", key="start", disabled=not photos)
        if begin:
            start()
            if current_round():
                st.rerun()
    elif game.over:
        st.title("Are you better than the networks?", anchor=False)
        summary(game)
    else:
        question(game)

st.space("large")
st.page_link("pages/stress.py", label="Stress-test the networks", icon=":material/construction:")
round_keys()

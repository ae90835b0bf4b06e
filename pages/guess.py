"""Guess the breed: the visitor plays a round of photos against the networks."""

import streamlit as st

from dogbreed.dataset.sources import drawable
from dogbreed.ui.guess.game import HIGHEST_SEED, NO_PHOTOS, NUMBER, NUMBERS, SEED, current_round, start
from dogbreed.ui.guess.question import question
from dogbreed.ui.guess.summary import summary
from dogbreed.ui.widgets.missing_photos import missing_photos
from dogbreed.ui.widgets.room import FIELD, room

st.title("Are you better than the networks?", anchor=False)
game = current_round()
if game is None:
    st.markdown(
        "For each photo, you name the breed first, then the networks do. You and the networks choose among the same "
        "four breeds, which are often confused. Press 1 to 4 to choose, Enter to continue."
    )
    photos = drawable()
    if not photos:
        missing_photos(NO_PHOTOS)
    with room(FIELD), st.container(horizontal=True, vertical_alignment="bottom"):
        st.segmented_control("Photos", NUMBERS, default=10, required=True, key=NUMBER, persist_state="session")
        same = "The same number gives the same photos."
        st.number_input("Round", 1, HIGHEST_SEED, 1, key=SEED, bind="query-params", width=180, help=same)
        begin = st.button("Start", type="primary", icon=":material/play_arrow:", key="start", disabled=not photos)
    if begin:
        start()
        if current_round():
            st.rerun()
elif game.over:
    summary(game)
else:
    question(game)

st.space("large")
st.page_link("pages/stress.py", label="Stress-test the networks", icon=":material/construction:")

"""Guess the breed: a round of photos against the networks."""

import streamlit as st

from dogbreed.ui.guess.game import HIGHEST_SEED, NUMBER, NUMBERS, SEED, playing, start
from dogbreed.ui.guess.question import question
from dogbreed.ui.guess.summary import summary

st.title("Are you better than the networks?", anchor=False)
game = playing()
if game is None:
    st.markdown(
        "A round of photos: you name the breed first, then the networks do. Everybody chooses among the same four "
        "breeds, which are easily taken for each other. The keys 1 to 4 choose, Enter goes on."
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.segmented_control("Photos", NUMBERS, default=10, required=True, key=NUMBER, persist_state="session")
        same = "The same number, the same photos."
        st.number_input("Round", 1, HIGHEST_SEED, 1, key=SEED, bind="query-params", width=180, help=same)
        begin = st.button("Start", type="primary", icon=":material/play_arrow:", key="start")
    if begin:
        start()
        if playing():
            st.rerun()
elif game.over:
    summary(game)
else:
    question(game)

st.space("large")
st.page_link("pages/stress.py", label="See what damage their answers bear", icon=":material/construction:")

"""Live test: sliders, the damaged photo and the networks' answers to it."""

import streamlit as st

from dogbreed.imaging.corruption import Damage, corrupt, square
from dogbreed.inference.bundle import available
from dogbreed.inference.classifier import Prediction
from dogbreed.networks.registry import title
from dogbreed.ui.formatting import percent
from dogbreed.ui.stress.damaged_predictions import Subject, predict_damaged
from dogbreed.ui.stress.network_choice import network_choice
from dogbreed.ui.stress.sliders import damage_sliders, reset, touched
from dogbreed.ui.stress.sweep import sweep
from dogbreed.ui.widgets.photo_choice import ChosenPhoto


@st.fragment
def live_test(chosen: ChosenPhoto) -> None:
    """All that depends on the sliders, as a fragment, so that moving one does not run the whole page."""
    names = network_choice(available(), "stress-networks")
    subject = Subject(chosen.key, square(chosen.pixels))
    picture, right = st.columns([2, 3], gap="medium")
    answers = right.container()
    with right:
        damage = damage_sliders()
        st.button(
            "Reset all", icon=":material/restart_alt:", on_click=reset, disabled=not touched(), key="stress-reset"
        )
    with picture:
        damaged = corrupt(subject.square, damage)
        st.image(damaged, width="stretch", alt=f"{chosen.words}, damaged", output_format="JPEG")
        if chosen.credit:
            st.caption(chosen.credit)
    if not names:
        answers.info("Choose a network to see its answer.", icon=":material/tune:")
        return
    for column, name in zip(answers.columns(len(names), gap="medium"), names, strict=True):
        with column:
            _answer(name, predict_damaged(name, subject, damage), predict_damaged(name, subject, Damage()))
    st.space("small")
    st.header("At which value does the answer change?", anchor=False)
    sweep(names, subject, damage)


def _answer(name: str, now: Prediction, original: Prediction) -> None:
    first, before = now.top(1)[0][0], original.top(1)[0][0]
    same = first == before
    st.markdown(f"**{title(name)}**")
    st.subheader(first.name, anchor=False)
    st.markdown(
        ":material/check: same as for the original" if same else f":material/swap_horiz: instead of {before.name}"
    )
    for candidate, probability in now.top(3):
        st.progress(probability, f"{candidate.name} **{percent(probability)}**")

"""The photo on the bench: sliders, the damaged photo, and what the networks say of it."""

from collections.abc import Sequence

import streamlit as st

from dogbreed.imaging.corruption import Damage, corrupt, square
from dogbreed.inference.bundle import available
from dogbreed.inference.classifier import Prediction
from dogbreed.networks.registry import CNN, XCEPTION
from dogbreed.ui.colours import NETWORKS
from dogbreed.ui.formatting import percent
from dogbreed.ui.serving import title
from dogbreed.ui.stress.curve import curve
from dogbreed.ui.stress.damaged_predictions import Subject, look
from dogbreed.ui.stress.sliders import knobs, reset, touched
from dogbreed.ui.widgets.photo_choice import ChosenPhoto

FIRST = (XCEPTION, CNN)


@st.fragment
def bench(chosen: ChosenPhoto) -> None:
    """Everything that a slider changes; as a fragment, drawn again by itself."""
    names = _networks()
    subject = Subject(chosen.key, square(chosen.pixels))
    picture, right = st.columns([2, 3], gap="medium")
    answers = right.container()
    with right:
        damage = knobs()
        st.button(
            "Reset all", icon=":material/restart_alt:", on_click=reset, disabled=not touched(), key="stress-reset"
        )
    with picture:
        damaged = corrupt(subject.square, damage)
        st.image(damaged, width="stretch", alt=f"{chosen.words}, damaged", output_format="JPEG")
        if chosen.credit:
            st.caption(chosen.credit)
    if not names:
        answers.info("Choose a network to see what it says.", icon=":material/tune:")
        return
    for column, name in zip(answers.columns(len(names), gap="medium"), names, strict=True):
        with column:
            _answer(name, look(name, subject, damage), look(name, subject, Damage()))
    st.space("small")
    st.header("Where does the answer flip?", anchor=False)
    curve(names, subject, damage)


def _networks() -> Sequence[str]:
    names = sorted(available(), key=[*NETWORKS, *available()].index)
    return st.pills(
        "Networks",
        names,
        selection_mode="multi",
        default=[name for name in FIRST if name in names] or names[:2],
        format_func=title,
        key="stress-networks",
        persist_state="session",
    )


def _answer(name: str, now: Prediction, untouched: Prediction) -> None:
    first, before = now.top(1)[0][0], untouched.top(1)[0][0]
    same = first == before
    st.markdown(f"**{title(name)}**")
    st.subheader(first.name, anchor=False)
    st.markdown(
        ":material/check: as for the untouched photo" if same else f":material/swap_horiz: instead of {before.name}"
    )
    for candidate, probability in now.top(3):
        st.progress(probability, f"{candidate.name} **{percent(probability)}**")

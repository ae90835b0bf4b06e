"""A photo to look at through the filters: one of the free samples, or the visitor's own."""

from dataclasses import dataclass

import numpy as np
import streamlit as st

from dogbreed.dataset.samples import SAMPLES, Sample
from dogbreed.imaging.decode import decode
from dogbreed.imaging.errors import UnreadablePhotoError
from dogbreed.inference.identify import unreadable as unreadable_answer
from dogbreed.ui.intake import TYPES
from dogbreed.ui.unreadable import unreadable
from dogbreed.ui.uploads import free

OWN = "own"
STORED, ROUND = "architectures-photo", "architectures-round"


@dataclass(frozen=True)
class ChosenPhoto:
    """A photo and how to speak of it.

    Attributes:
        key: Tells it from others that the visitor looked at.
        pixels: uint8 [height, width, 3] RGB.
        words: What it shows.
        credit: Whose it is, Markdown, "" for the visitor's own.
    """

    key: str
    pixels: np.ndarray
    words: str
    credit: str


def photo_choice() -> ChosenPhoto:
    """Let the visitor choose; until a photo of their own has come, the first sample stands in."""
    samples = {sample.file.name: sample for sample in SAMPLES}
    chosen = st.segmented_control(
        "Photo",
        [*samples, OWN],
        default=next(iter(samples)),
        required=True,
        format_func=lambda name: samples[name].shows if name in samples else "Your own",
        key="architectures-source",
    )
    if chosen == OWN:
        own = st.session_state.get(STORED)
        if own is None:
            _upload()
        else:
            st.button("Another photo", icon=":material/restart_alt:", on_click=_forget)
            return ChosenPhoto(f"own-{st.session_state[ROUND]}", own, "your photo", "")
    return _sample(samples.get(chosen, SAMPLES[0]))


def _upload() -> None:
    """Keep the pixels of what comes in and give its bytes back; say why a file cannot be read."""
    file = st.file_uploader("One photo", TYPES, key=f"architectures-upload-{st.session_state.get(ROUND, 0)}")
    if file is None:
        return
    try:
        st.session_state[STORED] = decode(file.getvalue()).pixels
    except UnreadablePhotoError as error:
        unreadable(unreadable_answer(file.name, str(error)))
        return
    free(file)
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    st.rerun()


def _forget() -> None:
    st.session_state.pop(STORED, None)


@st.cache_resource(show_spinner=False)
def _sample(sample: Sample) -> ChosenPhoto:
    credit = f"Photo: [{sample.author}]({sample.source}), {sample.licence.lower()}"
    return ChosenPhoto(sample.file.name, decode(sample.file.read_bytes()).pixels, sample.shows, credit)

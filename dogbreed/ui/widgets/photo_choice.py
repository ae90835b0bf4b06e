"""A photo to look at closely: one of the free samples, the visitor's own, or one of the dataset."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import streamlit as st

from dogbreed.dataset.samples import SAMPLES, Sample
from dogbreed.errors import UnreadablePhotoError
from dogbreed.imaging.decode import Photo, decode
from dogbreed.inference.identify import unreadable as unreadable_answer
from dogbreed.ui.identify.intake import PHOTO_MB, TYPES
from dogbreed.ui.widgets.unreadable import unreadable
from dogbreed.ui.widgets.uploads import free

OWN, DATASET = "own", "dataset"
Box = tuple[float, ...]


@dataclass(frozen=True)
class ChosenPhoto:
    """A photo and how to speak of it.

    Attributes:
        key: Tells it from others that the visitor looked at.
        words: What it shows.
        credit: Whose it is, Markdown, "" for the visitor's own.
        boxes: Of its dogs, where they are known: xmin, ymin, xmax, ymax as fractions of the width and height.
    """

    key: str
    photo: Photo
    words: str
    credit: str
    boxes: tuple[Box, ...] = ()

    @property
    def pixels(self) -> np.ndarray:
        """uint8 [height, width, 3] RGB, upright."""
        return self.photo.pixels


def photo_choice(page: str, from_dataset: Callable[[], ChosenPhoto | None] | None = None) -> ChosenPhoto:
    """Let the visitor choose; until another photo has come, the first sample stands in.

    Args:
        page: What its widgets' keys begin with.
        from_dataset: Draws the choice of a photo of the dataset; None if none can be had.
    """
    samples = {sample.file.name: sample for sample in SAMPLES}
    words = {name: sample.shows for name, sample in samples.items()} | {OWN: "Your own", DATASET: "From the dataset"}
    chosen = st.segmented_control(
        "Photo",
        [*samples, OWN, *([DATASET] if from_dataset else [])],
        default=next(iter(samples)),
        required=True,
        format_func=words.__getitem__,
        key=f"{page}-source",
        wrap=True,
    )
    if chosen == OWN:
        found = _own(page)
    elif chosen == DATASET and from_dataset:
        found = from_dataset()
    else:
        found = _sample(samples[chosen])
    return found or _sample(SAMPLES[0])


def _own(page: str) -> ChosenPhoto | None:
    stored, count = f"{page}-photo", f"{page}-round"
    own = st.session_state.get(stored)
    if own is None:
        _upload(page, stored, count)
        return None
    st.button(
        "Another photo",
        icon=":material/restart_alt:",
        on_click=lambda: st.session_state.pop(stored, None),
        key=f"{page}-another",
    )
    return ChosenPhoto(f"own-{st.session_state[count]}", own, "your photo", "")


def _upload(page: str, stored: str, count: str) -> None:
    """Keep the pixels of what comes in and give its bytes back; say why a file cannot be read."""
    file = st.file_uploader(
        "One photo", TYPES, max_upload_size=PHOTO_MB, key=f"{page}-upload-{st.session_state.get(count, 0)}"
    )
    if file is None:
        return
    try:
        st.session_state[stored] = decode(file.getvalue())
    except UnreadablePhotoError as error:
        unreadable(unreadable_answer(file.name, str(error)))
        return
    free(file)
    st.session_state[count] = st.session_state.get(count, 0) + 1
    st.rerun()


@st.cache_resource(show_spinner=False)
def _sample(sample: Sample) -> ChosenPhoto:
    credit = f"Photo: [{sample.author}]({sample.source}), {sample.licence.lower()}"
    photo = decode(sample.file.read_bytes())
    boxes = (fractions(sample.box, (photo.width, photo.height)),) if sample.box else ()
    return ChosenPhoto(sample.file.name, photo, sample.shows, credit, boxes)


def fractions(box: tuple[int, ...] | list[int], size: tuple[int, int]) -> Box:
    """A box in px of a photo of this width and height as fractions of them."""
    return tuple(edge / side for edge, side in zip(box, (*size, *size), strict=True))

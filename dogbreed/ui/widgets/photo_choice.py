"""Choose one photo to examine: a sample, an upload, or a photo of the dataset."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import streamlit as st

from dogbreed.dataset.samples import SAMPLES, Sample
from dogbreed.errors import UnreadablePhotoError
from dogbreed.imaging.decode import Photo, decode
from dogbreed.ui.widgets.photo_credit import sample_credit
from dogbreed.ui.widgets.uploads import PHOTO_MB, PHOTO_TYPES, discard, unreadable_file

OWN, DATASET = "own", "dataset"
Box = tuple[float, ...]


@dataclass(frozen=True)
class ChosenPhoto:
    """A photo with its description.

    Attributes:
        key: Unique among the photos of a session; part of cache keys.
        words: What it shows, for alt texts.
        credit: Its source, Markdown; "" for an upload.
        boxes: Bounding boxes of its dogs where they are known: xmin, ymin, xmax, ymax as fractions of width and height.
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
    """Draw the choice and return the chosen photo; the first sample until another photo is available.

    Args:
        page: Prefix of the widgets' keys.
        from_dataset: Draws the choice of a dataset photo and returns it, None if no source has it. Without it the
            dataset is not offered.
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
    stored, uploads = f"{page}-photo", f"{page}-uploads"
    own = st.session_state.get(stored)
    if own is None:
        _upload(page, stored, uploads)
        return None
    st.button(
        "Another photo",
        icon=":material/restart_alt:",
        on_click=lambda: st.session_state.pop(stored, None),
        key=f"{page}-another",
    )
    return ChosenPhoto(f"own-{st.session_state[uploads]}", own, "your photo", "")


def _upload(page: str, stored: str, uploads: str) -> None:
    """Store the decoded photo in the session and free its file; show the reason if it cannot be read."""
    file = st.file_uploader(
        "One photo", PHOTO_TYPES, max_upload_size=PHOTO_MB, key=f"{page}-upload-{st.session_state.get(uploads, 0)}"
    )
    if file is None:
        return
    try:
        st.session_state[stored] = decode(file.getvalue())
    except UnreadablePhotoError as error:
        unreadable_file(file.name, str(error))
        return
    discard(file)
    st.session_state[uploads] = st.session_state.get(uploads, 0) + 1
    st.rerun()


@st.cache_resource(show_spinner=False)
def _sample(sample: Sample) -> ChosenPhoto:
    photo = decode(sample.file.read_bytes())
    boxes = (fractions(sample.box, (photo.width, photo.height)),) if sample.box else ()
    return ChosenPhoto(sample.file.name, photo, sample.shows, sample_credit(sample), boxes)


def fractions(box: tuple[int, ...] | list[int], size: tuple[int, int]) -> Box:
    """A box in px as fractions of the photo's width and height, given in px as `size`."""
    return tuple(edge / side for edge, side in zip(box, (*size, *size), strict=True))

"""More than one dog: say so, answer for each, and let a person crop the photo to one dog."""

from functools import lru_cache
from pathlib import Path

import numpy as np
import streamlit as st

from dogbreed.evaluation.several_dogs import SEVERAL_DOGS_TABLE, precision_and_recall
from dogbreed.imaging.encode import as_jpeg
from dogbreed.inference.second_look import Box, second_look_crop
from dogbreed.inference.several_dogs import locate_dogs
from dogbreed.ui.formatting import percent
from dogbreed.ui.identify.album import Album, Entry
from dogbreed.ui.identify.upload_queue import QueuedPhoto, UploadQueue
from dogbreed.ui.serving import answering_files, bundle

SMALLEST = 24
"""Shorter side of a crop, px."""
CROP_WIDTH = 260


def several_dogs(album: Album, queue: UploadQueue, entry: Entry) -> None:
    """Draw the remark about several dogs, if there seem to be several, and the tool that crops to one dog."""
    prediction = entry.answer.prediction
    if prediction is None:
        return
    if prediction.several_dogs:
        worth = _worth(*answering_files(SEVERAL_DOGS_TABLE.file))
        st.info(
            f"There seem to be several dogs. This answer is for the photo as a whole. {worth}",
            icon=":material/groups:",
        )
        boxes = _boxes(entry)
        if len(boxes) > 1:
            st.button(
                "Answer for each dog",
                icon=":material/content_cut:",
                key="each-dog",
                on_click=_answer_each,
                args=(album, queue, entry, boxes),
            )
    if st.toggle("Crop to one dog", key=f"crop-{entry.key}"):
        _crop_tool(queue, entry)


@lru_cache(maxsize=2)
def _worth(folder: Path, stamp: tuple[int, ...]) -> str:
    """How often this remark is right; counted once per network, and again when its table has changed."""
    table = SEVERAL_DOGS_TABLE.load(bundle(folder.name))
    if table is None:
        return ""
    precision, recall = precision_and_recall(table)
    return (
        f"Such a remark is right in {percent(precision.value)} of the test photos that get it, and "
        f"{percent(recall.value)} of the photos of several dogs get it."
    )


def _boxes(entry: Entry) -> list[Box]:
    prediction = entry.answer.prediction
    if prediction is None or prediction.evidence is None:
        return []
    return locate_dogs(prediction.evidence, *entry.size)


def _answer_each(album: Album, queue: UploadQueue, entry: Entry, boxes: list[Box]) -> None:
    pixels = entry.pixels()
    for number, box in enumerate(boxes, 1):
        _enqueue(queue, entry, second_look_crop(pixels, box), f"dog {number}")
    album.open(None)


def _crop_tool(queue: UploadQueue, entry: Entry) -> None:
    """Two sliders cut the photo; below is what is left, with the button that identifies it."""
    width, height = entry.size
    left, right = _range("From left to right", f"across-{entry.key}", width)
    top, bottom = _range("From top to bottom", f"down-{entry.key}", height)
    if min(right - left, bottom - top) < SMALLEST:
        st.warning(f"This part is too small: leave at least {SMALLEST} pixels on each side.")
        return
    crop = entry.pixels()[top:bottom, left:right]
    st.image(as_jpeg(crop), width=CROP_WIDTH, alt="The part of the photo that is left", output_format="JPEG")
    st.button(
        "Identify this part",
        type="primary",
        icon=":material/pets:",
        key="identify-crop",
        on_click=_enqueue,
        args=(queue, entry, crop, "crop"),
    )


def _range(label: str, key: str, length: int) -> tuple[int, int]:
    """A slider over one side of the photo, in percent; the chosen part in px."""
    first, last = st.slider(label, 0, 100, (0, 100), step=2, format="%d %%", key=key)
    return round(first * length / 100), round(last * length / 100)


def _enqueue(queue: UploadQueue, entry: Entry, crop: np.ndarray, what: str) -> None:
    data = as_jpeg(crop)
    queue.add_photo(QueuedPhoto(f"{entry.answer.file}, {what}", lambda: data, entry.truth, entry.origin))

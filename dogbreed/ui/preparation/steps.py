"""The preparation of a photo for the networks, one picture per step."""

import numpy as np
import streamlit as st
from PIL import Image

from dogbreed.imaging.box_drawing import draw_boxes
from dogbreed.imaging.decode import Photo
from dogbreed.imaging.resize import resize_to_square, seen_area
from dogbreed.imaging.study_preprocessing import STUDY_SIDE, StudySteps, study_steps
from dogbreed.inference.bundle import Card
from dogbreed.ui.formatting import count, dimensions, millions, percent
from dogbreed.ui.network_answer import no_dog_sentence
from dogbreed.ui.widgets.photo_choice import Box, ChosenPhoto
from dogbreed.ui.widgets.room import wide_picture

CELL = 330
"""Narrowest column of pictures, px."""
SHOWN = 640
"""Longest side of a picture on the page, px."""
FITS = {
    "crop": "the square in the middle, resized",
    "stretch": "the whole photo, stretched to a square",
    "pad": "the whole photo, with grey margins",
}


def steps(chosen: ChosenPhoto, card: Card) -> None:
    """Draw all steps.

    Args:
        card: Of the network whose input is the last step.
    """
    photo = chosen.photo
    box = _which_dog(chosen.boxes)
    study = study_steps(photo, box)
    grid = st.grid(min_column_width=CELL)
    with grid.cell():
        _step("1. As it is stored", photo.as_stored, chosen.words, _stored(photo))
    with grid.cell():
        _step("2. Upright", photo.pixels, f"{chosen.words}, upright", _upright(photo))
    with grid.cell():
        if box:
            _step("3. The dog's box", _boxed(photo.pixels, study), f"{chosen.words} in a box", _box(study, photo))
        else:
            _step("3. No box", photo.pixels, f"{chosen.words}, whole", _no_box(no_dog_sentence(chosen)))
    with grid.cell():
        _step("4. Cropped", study.crop, f"{chosen.words}, cropped", _crop(study, box))
    with grid.cell():
        _step("5. The study's square", study.square, f"{chosen.words} as a square", _square(study))
    with grid.cell():
        seen = resize_to_square(photo.pixels, card.input_size, card.fit)
        _step(f"6. Input of {card.title}", seen, f"{chosen.words} as the network sees it", _network(photo, card))


def _which_dog(boxes: tuple[Box, ...]) -> Box | None:
    if len(boxes) < 2:
        return boxes[0] if boxes else None
    number = st.segmented_control(
        "Which dog", range(1, len(boxes) + 1), default=1, required=True, key=f"preparation-dog-of-{len(boxes)}"
    )
    return boxes[(number or 1) - 1]


def _step(name: str, pixels: np.ndarray, alt: str, words: str) -> None:
    st.markdown(f"**{name}**")
    image = Image.fromarray(pixels)
    image.thumbnail((SHOWN, SHOWN))
    wide_picture(image, alt, narrowest=CELL)
    st.caption(words)


def _counted(width: int, height: int) -> str:
    return f"**{dimensions((width, height))}** = {millions(width * height)} pixels"


def _stored(photo: Photo) -> str:
    turned = photo.orientation >= 5
    width, height = (photo.height, photo.width) if turned else (photo.width, photo.height)
    tag = "without a rotation tag" if photo.orientation == 1 else f"with rotation tag {photo.orientation} of 8"
    return f"{_counted(width, height)}. A {photo.format} file {tag} (EXIF)."


def _upright(photo: Photo) -> str:
    height, width = photo.pixels.shape[:2]
    turned = "It was upright." if photo.orientation == 1 else "Turned as its tag says."
    reduced = " Reduced while reading, because no network needs more." if width != photo.width else ""
    return f"{_counted(width, height)}. {turned}{reduced}"


def _boxed(pixels: np.ndarray, study: StudySteps) -> np.ndarray:
    image = Image.fromarray(pixels)
    scale = min(1.0, SHOWN / max(image.size))
    image.thumbnail((SHOWN, SHOWN))
    return np.array(draw_boxes(image, [[edge * scale for edge in study.box]]))


def _no_box(no_dog: str) -> str:
    reason = f"{no_dog}. Without a dog there is no box" if no_dog else "No box is known for this photo"
    return f"{reason}: the whole photo is used."


def _box(study: StudySteps, photo: Photo) -> str:
    filled = study.box.width * study.box.height / (photo.pixels.shape[0] * photo.pixels.shape[1])
    return f"{_counted(study.box.width, study.box.height)}, {percent(filled)} of the photo, drawn by a person."


def _crop(study: StudySteps, box: Box | None) -> str:
    if box is None:
        return f"{_counted(study.area.width, study.area.height)}. Without a box, nothing is cut off."
    return (
        f"{_counted(study.area.width, study.area.height)}. Around the centre of the box with a margin, and at least "
        f"{STUDY_SIDE} px wide and high where the photo is, so that a small dog is not enlarged."
    )


def _square(study: StudySteps) -> str:
    side = max(study.area.width, study.area.height)
    how = "reduced" if side > STUDY_SIDE else "enlarged" if side < STUDY_SIDE else "already that size"
    shape = "" if study.area.width == study.area.height else " and stretched"
    return f"**{dimensions((STUDY_SIDE, STUDY_SIDE))}** = {count(STUDY_SIDE**2)} pixels: {how}{shape} with OpenCV."


def _network(photo: Photo, card: Card) -> str:
    height, width = photo.pixels.shape[:2]
    _, _, across, down = seen_area(width, height, card.fit)
    size = f"**{dimensions((card.input_size, card.input_size))}** = {count(card.input_size**2)} pixels"
    share = percent(min(1.0, across * down / (width * height)))
    return f"{size}: {FITS[card.fit]}; {share} of the upright photo. No box is needed."

"""Room that is reserved for what the browser draws later, so that nothing below it jumps."""

import io

import numpy as np
import streamlit as st
from PIL import Image
from streamlit.delta_generator import DeltaGenerator

FIELD, METRIC = 72, 80
"""Heights of a menu or slider with its label, and of a key figure, px."""
WIDEST = 4000
"""A width in px is reduced to the row's; without one, the empty column would take a part of it."""


def room(height: float) -> DeltaGenerator:
    """A container of at least this height, px.

    Streamlit has no least height: an empty column of that height stands beside what is drawn.
    """
    row = st.container(horizontal=True, wrap=False, gap=None)
    content = row.container(width=WIDEST)
    row.container(width=1, gap=None).space(max(1, round(height)))
    return content


def wide_picture(
    image: bytes | np.ndarray | Image.Image, alt: str, caption: str | None = None, *, narrowest: float
) -> None:
    """Draw a picture as wide as its column, in room of its height.

    Args:
        image: A file, or pixels, uint8 [height, width, 3] RGB.
        alt: The picture in words.
        caption: What stands below it, Markdown.
        narrowest: Width of its column at least, px; in a wider one, the room is less than the picture takes.
    """
    width, height = _size(image)
    with room(narrowest * height / width):
        st.image(image, caption, width="stretch", alt=alt, output_format="JPEG")


def _size(image: bytes | np.ndarray | Image.Image) -> tuple[int, int]:
    if isinstance(image, bytes):
        with Image.open(io.BytesIO(image)) as opened:
            return opened.size
    return image.size if isinstance(image, Image.Image) else (image.shape[1], image.shape[0])

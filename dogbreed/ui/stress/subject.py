"""The photo of the live test: the whole photo, or the area around its dogs where their boxes are known."""

import hashlib
from dataclasses import dataclass

import numpy as np

from dogbreed.imaging.corruption import SIDE
from dogbreed.imaging.resize import resize
from dogbreed.ui.widgets.photo_choice import ChosenPhoto

LONGEST = 3 * SIDE
"""Longest side that is damaged, px: a panorama takes no more time than this."""


@dataclass(frozen=True)
class Subject:
    """The photo that is damaged.

    Attributes:
        key: SHA-256 of its pixels: part of the key of caches that all visitors share.
        pixels: uint8 [height, width, 3] RGB, short side 299 px except of a panorama.
    """

    key: str
    pixels: np.ndarray


def subject_of(chosen: ChosenPhoto) -> Subject:
    """The whole photo, or where the boxes are known the smallest area of it, a square at least, with all its dogs.

    Networks take the square in the middle of what they get: with the dogs in the middle it cuts off least of them.
    """
    height, width = chosen.pixels.shape[:2]
    left, top, right, bottom = 0, 0, width, height
    if chosen.boxes:
        lefts, tops, rights, bottoms = zip(*chosen.boxes, strict=True)
        short = min(height, width)
        left, right = _around(min(lefts) * width, max(rights) * width, short, width)
        top, bottom = _around(min(tops) * height, max(bottoms) * height, short, height)
    area = chosen.pixels[top:bottom, left:right]
    scale = min(SIDE / min(area.shape[:2]), LONGEST / max(area.shape[:2]))
    pixels = resize(area, max(1, round(area.shape[1] * scale)), max(1, round(area.shape[0] * scale)))
    return Subject(hashlib.sha256(pixels.tobytes()).hexdigest(), pixels)


def _around(low: float, high: float, least: int, length: int) -> tuple[int, int]:
    """The part of an axis, 0 to `length` px, that holds low to high in its middle as far as possible.

    It is as long as they are apart, `least` px at least.
    """
    extent = min(length, max(least, round(high - low)))
    start = round(min(max((low + high - extent) / 2, 0), length - extent))
    return start, start + extent

"""The preprocessing of the 2023 study, step by step: crop the annotated dog, resize to 224 x 224 px."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from dogbreed.imaging.decode import Photo
from dogbreed.imaging.resize import resize_to_square

STUDY_SIDE = 224
"""Input size of the study's network, px."""
MARGIN = 0.15
"""Margin on each side of the dog's box, as a fraction of its longer side."""


class Area(NamedTuple):
    """A rectangle in a photo, px: `pixels[top:bottom, left:right]`."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Number of columns, px."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Number of rows, px."""
        return self.bottom - self.top


@dataclass(frozen=True)
class StudySteps:
    """The intermediate results of the study's preprocessing.

    Attributes:
        box: Box of the dog, px of the upright photo; the whole photo if no box is known.
        area: The area that is cropped, px of the upright photo.
        crop: The crop, uint8 [area.height, area.width, 3] RGB.
        square: The network's input, uint8 [224, 224, 3] RGB.
    """

    box: Area
    area: Area
    crop: np.ndarray
    square: np.ndarray


def study_steps(photo: Photo, box: Sequence[float] | None = None) -> StudySteps:
    """Preprocess a photo as the study did.

    Args:
        photo: The decoded photo.
        box: Box of the dog: xmin, ymin, xmax, ymax as fractions of the upright photo's width and height; None: unknown.
    """
    height, width = photo.pixels.shape[:2]
    if box is None:
        whole = Area(0, 0, width, height)
        return StudySteps(whole, whole, photo.pixels, resize_to_square(photo.pixels, STUDY_SIDE))
    x0, y0, x1, y1 = np.rint(np.clip(box, 0, 1) * np.array([width, height, width, height])).astype(int)
    left, top, right, bottom = (int(edge) for edge in (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    area = square_around((left, top, right, bottom), width, height, STUDY_SIDE)
    crop = photo.pixels[area.top : area.bottom, area.left : area.right]
    return StudySteps(Area(left, top, right, bottom), area, crop, resize_to_square(crop, STUDY_SIDE))


def square_around(box: Sequence[int], width: int, height: int, least: int) -> Area:
    """The square around the centre of a box, with a margin.

    It is moved to lie inside the photo; if the photo is narrower than the square, the area is clipped. Because of
    `least`, a small dog keeps more background instead of being enlarged.

    Args:
        box: xmin, ymin, xmax, ymax, px.
        width: Width of the photo, px.
        height: Height of the photo, px.
        least: Shortest side of the square, px: that of the network's input.
    """
    left, top, right, bottom = box
    side = max(round((1 + 2 * MARGIN) * max(right - left, bottom - top)), least)
    across, down = min(side, width), min(side, height)
    x, y = _start((left + right) / 2, across, width), _start((top + bottom) / 2, down, height)
    return Area(x, y, x + across, y + down)


def _start(middle: float, length: int, available: int) -> int:
    return min(max(round(middle - length / 2), 0), available - length)

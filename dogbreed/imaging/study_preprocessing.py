"""What happens to a photo before a network sees it, step by step."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dogbreed.imaging.decode import Photo
from dogbreed.imaging.resize import prepare
from dogbreed.imaging.square_crop import Area, around

STUDY_SIDE = 224
"""Side of the square that the 2023 study brought every photo to, px."""


@dataclass(frozen=True)
class StudySteps:
    """How the study prepared a photo.

    Attributes:
        box: The dog's box, px of the upright pixels; the whole photo where no box is known.
        area: The part that was cut out, px of the upright pixels.
        crop: uint8 [area.height, area.width, 3].
        square: uint8 [224, 224, 3].
    """

    box: Area
    area: Area
    crop: np.ndarray
    square: np.ndarray


def study_steps(photo: Photo, box: Sequence[float] | None = None) -> StudySteps:
    """Cut out the dog and resize it.

    Args:
        box: xmin, ymin, xmax, ymax as fractions of the upright photo's width and height; None if it is not known.
    """
    height, width = photo.pixels.shape[:2]
    if box is None:
        whole = Area(0, 0, width, height)
        return StudySteps(whole, whole, photo.pixels, prepare(photo.pixels, STUDY_SIDE))
    x0, y0, x1, y1 = np.rint(np.clip(box, 0, 1) * np.array([width, height, width, height])).astype(int)
    left, top, right, bottom = (int(edge) for edge in (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    area = around((left, top, right, bottom), width, height, STUDY_SIDE)
    crop = photo.pixels[area.top : area.bottom, area.left : area.right]
    return StudySteps(Area(left, top, right, bottom), area, crop, prepare(crop, STUDY_SIDE))

"""The second look: the dog is located in the photo, and the network classifies the crop around it.

A small dog, or one at the edge, covers few pixels of the network's input. The evidence map of the first look locates
it, so no object detector is needed. The idea of classifying the attended region again is that of Fu et al. (2017).
"""

import cv2
import numpy as np

from dogbreed.imaging.resize import Fit, seen_area
from dogbreed.inference.evidence import EvidenceMap

Box = tuple[float, float, float, float]
"""Left, top, right and bottom as shares of a photo's width and height, 0 to 1."""

SHARE = 0.3
"""Evidence, between the lowest (0) and the highest (1) of the photo, from which an area belongs to the dog."""
MARGIN = 0.15
"""Added around the dog on every side, as a share of its longer side."""
LINE_WIDTH = 0.004
"""Width of the outline's light line, as a share of the photo's longer side."""
LIGHT, DARK = (255, 255, 255), (30, 30, 30)


def locate_dog(evidence: EvidenceMap, width: int, height: int) -> Box:
    """Locate the dog by the evidence map.

    An area belongs to the dog if the evidence for any breed there is clearly above the mean over breeds; which breed it
    is does not matter.

    Args:
        evidence: The evidence map of the first look.
        width: Width of the photo, px.
        height: Height of the photo, px.

    Returns:
        The box around all areas that belong to the dog.
    """
    strength = evidence.values.max(axis=2) - evidence.values.mean(axis=2)
    strength -= strength.min()
    return box_around(strength >= SHARE * strength.max(), evidence.fit, width, height)


def box_around(areas: np.ndarray, fit: Fit, width: int, height: int) -> Box:
    """The box around some areas of an evidence map.

    Args:
        areas: bool [rows, columns], at least one of them true.
        fit: How the photo was brought to the network's square.
        width: Width of the photo, px.
        height: Height of the photo, px.
    """
    rows, columns = np.nonzero(areas)
    left, top, seen_width, seen_height = seen_area(width, height, fit)
    across, down = seen_width / areas.shape[1], seen_height / areas.shape[0]
    edges = (
        (left + columns.min() * across) / width,
        (top + rows.min() * down) / height,
        (left + (columns.max() + 1) * across) / width,
        (top + (rows.max() + 1) * down) / height,
    )
    return tuple(np.clip(edges, 0, 1).tolist())


def second_look_crop(pixels: np.ndarray, dog: Box) -> np.ndarray:
    """Crop the square around the dog, with a margin, for the second look.

    Args:
        pixels: uint8 [height, width, 3] RGB, the whole photo.
        dog: The box of the dog.

    Returns:
        uint8 [side, side, 3] RGB, a view into `pixels`.
    """
    left, top, side = _square_around(dog, pixels)
    return pixels[top : top + side, left : left + side]


def outline_second_look(pixels: np.ndarray, dog: Box) -> np.ndarray:
    """Draw the outline of the second look's crop into a copy of the photo.

    Args:
        pixels: uint8 [height, width, 3] RGB, the whole photo.
        dog: The box of the dog.

    Returns:
        uint8 [height, width, 3] RGB.
    """
    left, top, side = _square_around(dog, pixels)
    width = max(1, round(LINE_WIDTH * max(pixels.shape)))
    outlined = np.ascontiguousarray(pixels).copy()
    for colour, thickness in ((DARK, 3 * width), (LIGHT, width)):
        cv2.rectangle(outlined, (left, top), (left + side - 1, top + side - 1), colour, thickness)
    return outlined


def _square_around(dog: Box, pixels: np.ndarray) -> tuple[int, int, int]:
    """Left, top and side, px, of the square inside the photo that contains the dog and a margin."""
    height, width = pixels.shape[:2]
    left, top, right, bottom = np.multiply(dog, (width, height, width, height))
    wanted = max(right - left, bottom - top) * (1 + 2 * MARGIN)
    side = max(1, min(round(wanted), width, height))
    across = min(max((left + right - side) / 2, 0), width - side)
    down = min(max((top + bottom - side) / 2, 0), height - side)
    return round(across), round(down), side

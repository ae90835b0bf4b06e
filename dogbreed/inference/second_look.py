"""A second look at a photo, from nearer: at the part of it that tells breeds apart.

A small dog, or one at the edge, fills little of the square that a network sees. The first look's evidence says where it
is, so that no detector of dogs is needed; the idea of looking again there is Fu et al.'s (2017).
"""

import cv2
import numpy as np

from dogbreed.imaging.resize import seen_area
from dogbreed.inference.evidence import EvidenceMap

Box = tuple[float, float, float, float]
"""Left, top, right and bottom as shares of a photo's width and height, 0 to 1."""

SHARE = 0.3
"""How far between the lowest and the highest evidence an area must be to belong to the dog."""
MARGIN = 0.15
"""Added around the dog on every side, as a share of its longer side."""
FRAME = 0.004
"""Width of its light line, as a share of the photo's longer side."""
LIGHT, DARK = (255, 255, 255), (30, 30, 30)


def evident_dog(evidence: EvidenceMap, width: int, height: int) -> Box:
    """Where the dog is in the photo.

    Which breed an area speaks for does not count, only how far it lifts any above the mean breed.

    Args:
        width: Of the photo, px; likewise `height`.
    """
    strength = evidence.values.max(axis=2) - evidence.values.mean(axis=2)
    strength -= strength.min()
    rows, columns = np.nonzero(strength >= SHARE * strength.max())
    left, top, seen_width, seen_height = seen_area(width, height, evidence.fit)
    across, down = seen_width / strength.shape[1], seen_height / strength.shape[0]
    edges = (
        (left + columns.min() * across) / width,
        (top + rows.min() * down) / height,
        (left + (columns.max() + 1) * across) / width,
        (top + (rows.max() + 1) * down) / height,
    )
    return tuple(np.clip(edges, 0, 1).tolist())


def from_nearer(pixels: np.ndarray, dog: Box) -> np.ndarray:
    """The part of a photo for the second look, uint8 [side, side, 3] RGB.

    Args:
        pixels: uint8 [height, width, 3] RGB, the whole photo.
    """
    left, top, side = _square_around(dog, pixels)
    return pixels[top : top + side, left : left + side]


def framed(pixels: np.ndarray, dog: Box) -> np.ndarray:
    """The photo with a frame around the part of the second look, uint8 [height, width, 3] RGB."""
    left, top, side = _square_around(dog, pixels)
    width = max(1, round(FRAME * max(pixels.shape)))
    evidence_overlay = np.ascontiguousarray(pixels).copy()
    for colour, thickness in ((DARK, 3 * width), (LIGHT, width)):
        cv2.rectangle(evidence_overlay, (left, top), (left + side - 1, top + side - 1), colour, thickness)
    return evidence_overlay


def _square_around(dog: Box, pixels: np.ndarray) -> tuple[int, int, int]:
    """The square within the photo that holds the dog and a margin, px: left, top and side."""
    height, width = pixels.shape[:2]
    left, top, right, bottom = np.multiply(dog, (width, height, width, height))
    wanted = max(right - left, bottom - top) * (1 + 2 * MARGIN)
    side = max(1, min(round(wanted), width, height))
    across = min(max((left + right - side) / 2, 0), width - side)
    down = min(max((top + bottom - side) / 2, 0), height - side)
    return round(across), round(down), side

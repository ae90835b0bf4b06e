"""Evidence maps: how much each area of a photo contributes to the logit of a breed.

The network applies its classifier to every cell of the last feature map and averages over the cells, so the mean of a
breed's map is exactly its logit (class activation mapping, Zhou et al. 2016, with the classifier before the pooling).
The receptive field of a cell is much larger than its square: this is evidence by area, not an outline of the dog.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from dogbreed.imaging.resize import Fit, seen_area

COLOUR_FOR = np.array([230, 120, 0], np.float32)
COLOUR_AGAINST = np.array([0, 100, 200], np.float32)
OPACITY = 0.7


@dataclass(frozen=True)
class EvidenceMap:
    """Contributions to the logits, by area.

    Attributes:
        values: float32 [rows, columns, breeds]; the mean over rows and columns is the logits.
        fit: How the photo was brought to the network's square, see `dogbreed.imaging.resize`.
    """

    values: np.ndarray
    fit: Fit

    def against(self, breed: int, rival: int | None = None) -> np.ndarray:
        """Evidence for a breed minus that for another one.

        Only differences are meaningful: an offset that all breeds share cancels in the softmax.

        Args:
            breed: Index of the breed.
            rival: Index of the other breed; None: the mean over all breeds.

        Returns:
            float32 [rows, columns], in logits.
        """
        reference = self.values.mean(axis=2) if rival is None else self.values[:, :, rival]
        difference: np.ndarray = self.values[:, :, breed] - reference
        return difference


def overlay(pixels: np.ndarray, evidence: np.ndarray, fit: Fit) -> np.ndarray:
    """Colour a photo by its evidence: orange for the breed, blue against it; without evidence the photo is unchanged.

    Args:
        pixels: uint8 [height, width, 3] RGB, the whole photo.
        evidence: float32 [rows, columns], spread over the part of the photo that the network saw.
        fit: How that part was chosen, see `EvidenceMap`.

    Returns:
        uint8 [height, width, 3] RGB.
    """
    strength = _spread(evidence / max(float(np.abs(evidence).max()), 1e-6), pixels.shape[:2], fit)[:, :, np.newaxis]
    opacity = OPACITY * np.abs(strength)
    colour = np.where(strength >= 0, COLOUR_FOR, COLOUR_AGAINST)
    coloured: np.ndarray = np.rint(pixels * (1 - opacity) + colour * opacity)
    return coloured.astype(np.uint8)


def _spread(strength: np.ndarray, shape: tuple[int, int], fit: Fit) -> np.ndarray:
    """The map enlarged to the photo, float32 [height, width], -1 to 1; 0 outside the area that the network saw."""
    height, width = shape
    left, top, columns, rows = seen_area(width, height, fit)
    scaled = cv2.resize(strength.astype(np.float32), (columns, rows), interpolation=cv2.INTER_CUBIC)
    whole = np.zeros(shape, np.float32)
    inside = scaled[max(0, -top) : height - top, max(0, -left) : width - left]
    whole[max(0, top) : max(0, top) + inside.shape[0], max(0, left) : max(0, left) + inside.shape[1]] = inside
    return np.clip(whole, -1, 1)

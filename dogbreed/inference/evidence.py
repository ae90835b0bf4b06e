"""How much each place of a photo adds to a breed's score.

The network scores every cell of its last feature map for every breed and averages the cells, so a breed's map averages
exactly to its logit (class activation mapping, Zhou et al. 2016, with the classifier before the pooling). A cell sees
far beyond its own square: this is evidence by area, not an outline of the dog.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from dogbreed.imaging.resize import Fit, seen_area

SPEAKS_FOR = np.array([230, 120, 0], np.float32)
SPEAKS_AGAINST = np.array([0, 100, 200], np.float32)
OPACITY = 0.7


@dataclass(frozen=True)
class EvidenceMap:
    """Scores by area.

    Attributes:
        values: float32 [rows, columns, breeds]; the mean over rows and columns is the logits.
        fit: How the photo was brought to the network's square, see `dogbreed.imaging.resize`.
    """

    values: np.ndarray
    fit: Fit

    def against(self, breed: int, rival: int | None = None) -> np.ndarray:
        """What speaks for a breed and not for its rival, float32 [rows, columns], in logits.

        Only differences mean something: a score that all breeds share cancels in the softmax. Without a rival, the
        breed is compared with the mean breed.
        """
        reference = self.values.mean(axis=2) if rival is None else self.values[:, :, rival]
        return self.values[:, :, breed] - reference


def overlay(pixels: np.ndarray, evidence: np.ndarray, fit: Fit) -> np.ndarray:
    """Paint evidence over its photo: orange speaks for the breed, blue against it, the photo shows where neither does.

    Args:
        pixels: uint8 [height, width, 3] RGB, the whole photo.
        evidence: float32 [rows, columns], spread over the part of the photo that the network saw.
        fit: How that part was chosen, see `EvidenceMap`.

    Returns:
        uint8 [height, width, 3] RGB.
    """
    strength = _spread(evidence / max(float(np.abs(evidence).max()), 1e-6), pixels.shape[:2], fit)[:, :, np.newaxis]
    opacity = OPACITY * np.abs(strength)
    paint = np.where(strength >= 0, SPEAKS_FOR, SPEAKS_AGAINST)
    return np.rint(pixels * (1 - opacity) + paint * opacity).astype(np.uint8)


def _spread(strength: np.ndarray, shape: tuple[int, int], fit: Fit) -> np.ndarray:
    """A small map as large as the photo, 0 where the network did not look, float32 [height, width] in -1 to 1."""
    height, width = shape
    left, top, columns, rows = seen_area(width, height, fit)
    scaled = cv2.resize(strength.astype(np.float32), (columns, rows), interpolation=cv2.INTER_CUBIC)
    whole = np.zeros(shape, np.float32)
    inside = scaled[max(0, -top) : height - top, max(0, -left) : width - left]
    whole[max(0, top) : max(0, top) + inside.shape[0], max(0, left) : max(0, left) + inside.shape[1]] = inside
    return np.clip(whole, -1, 1)

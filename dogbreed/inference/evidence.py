"""How much each place of a photo adds to a breed's score.

The network scores every cell of its last feature map for every breed and averages the cells, so a breed's map averages
exactly to its logit (class activation mapping, Zhou et al. 2016, with the classifier before the pooling). A cell sees
far beyond its own square: this is evidence by area, not an outline of the dog.
"""

from dataclasses import dataclass

import cv2
import numpy as np

SPEAKS_FOR = (230, 120, 0)
SPEAKS_AGAINST = (0, 100, 200)
OPACITY = 0.7


@dataclass(frozen=True)
class EvidenceMap:
    """Scores by area.

    Attributes:
        values: float32 [rows, columns, breeds]; the mean over rows and columns is the logits.
    """

    values: np.ndarray

    def against(self, breed: int, rival: int | None = None) -> np.ndarray:
        """What speaks for a breed and not for its rival, float32 [rows, columns], in logits.

        Only differences mean something: a score that all breeds share cancels in the softmax. Without a rival, the
        breed is compared with the mean breed.
        """
        reference = self.values.mean(axis=2) if rival is None else self.values[:, :, rival]
        return self.values[:, :, breed] - reference


def overlay(pixels: np.ndarray, evidence: np.ndarray) -> np.ndarray:
    """Paint evidence over its photo: orange speaks for the breed, blue against it, the photo shows where neither does.

    Args:
        pixels: uint8 [height, width, 3] RGB.
        evidence: float32 [rows, columns], spread over the whole photo.

    Returns:
        uint8 [height, width, 3] RGB.
    """
    height, width = pixels.shape[:2]
    strength = evidence / max(float(np.abs(evidence).max()), 1e-6)
    strength = np.clip(cv2.resize(strength.astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC), -1, 1)
    opacity = OPACITY * np.abs(strength)[:, :, None]
    paint = np.where(strength[:, :, None] >= 0, np.float32(SPEAKS_FOR), np.float32(SPEAKS_AGAINST))
    return np.rint(pixels * (1 - opacity) + paint * opacity).astype(np.uint8)

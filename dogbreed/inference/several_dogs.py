"""Notice several dogs in one photo, and locate each of them by the evidence map.

No network here learned to detect objects. What tells several dogs from one is a linear function of the features of both
networks and of two properties of the evidence map: how deep the valley between its two highest peaks is (their
persistence, Edelsbrunner et al. 2002), and how much of the photo holds evidence.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dogbreed.inference.bundle import Bundle
from dogbreed.inference.evidence import EvidenceMap
from dogbreed.inference.second_look import SHARE, Box, box_around

SEVERAL_FILE = "several_dogs.npz"
BREEDS_CONSIDERED = 5
"""Most probable breeds whose evidence counts."""
LEAST_PERSISTENCE = 0.05
"""Depth of the valley before a peak, as a share of the highest peak, from which it is a dog of its own."""
MOST_DOGS = 4


@dataclass(frozen=True, eq=False)
class SeveralDogs:
    """The linear function.

    Attributes:
        weights: float32 [features + opinion features + 2].
        bias: Added to it.
        threshold: Lowest score of a photo that is said to show several dogs.
    """

    weights: np.ndarray
    bias: float
    threshold: float

    def noticed(self, features: np.ndarray, opinion_features: np.ndarray, evidence: EvidenceMap) -> bool:
        """Whether a photo shows several dogs.

        Args:
            features: float32 [features], first look of the breed network.
            opinion_features: float32 [opinion features].
            evidence: Of the first look.
        """
        inputs = np.concatenate([features, opinion_features, spread(evidence)])
        return bool(self.scores(inputs) >= self.threshold)

    def scores(self, inputs: np.ndarray) -> np.ndarray:
        """Scores, float32 [...], of features, opinion features and spread, float32 [..., all of them]."""
        scores: np.ndarray = np.einsum("...f,f->...", inputs, self.weights) + self.bias
        return scores


def load_several(bundle: Bundle) -> SeveralDogs | None:
    """The function in a bundle; None if the bundle has none."""
    if SEVERAL_FILE not in bundle.card.sha256:
        return None
    with np.load(bundle.folder / SEVERAL_FILE) as stored:
        return SeveralDogs(stored["weights"], float(stored["bias"]), float(stored["threshold"]))


def spread(evidence: EvidenceMap) -> np.ndarray:
    """Persistence of the second peak and share of the areas that hold evidence, 0 to 1 each, float32 [2]."""
    strength = _strength(evidence)
    peaks = _peaks(strength)[0]
    return np.array([peaks[1][1] if len(peaks) > 1 else 0, (strength >= SHARE).mean()], np.float32)


def locate_dogs(evidence: EvidenceMap, width: int, height: int) -> list[Box]:
    """A box for each dog, at most `MOST_DOGS`, the clearest first; fewer than two if the evidence has one peak.

    Args:
        evidence: The evidence map of the first look.
        width: Width of the photo, px.
        height: Height of the photo, px.
    """
    strength = _strength(evidence)
    peaks, areas, merged = _peaks(strength)
    clear = [peak for peak, persistence in peaks if persistence >= LEAST_PERSISTENCE]
    owners = _owners(areas, clear, merged)
    masks = ((owners == peak) & (strength >= SHARE * strength.max()) for peak in clear[:MOST_DOGS])
    return [box_around(mask, evidence.fit, width, height) for mask in masks]


def _strength(evidence: EvidenceMap) -> np.ndarray:
    """Evidence for the most probable breeds above the mean over all breeds, 0 to 1, float32 [rows, columns]."""
    likely = np.argsort(-evidence.values.mean(axis=(0, 1)))[:BREEDS_CONSIDERED]
    strength = evidence.values[:, :, likely].max(axis=2) - evidence.values.mean(axis=2)
    strength -= strength.min()
    highest: np.ndarray = strength / max(float(strength.max()), 1e-6)
    return highest


def _peaks(strength: np.ndarray) -> tuple[list[tuple[int, float]], np.ndarray, dict[int, int]]:
    """The peaks with their persistence, the most persistent first, and the peak from which each area was reached.

    The areas are visited from the highest to the lowest. One without a visited neighbour is a new peak; one between
    two peaks is the valley at which the lower peak ends, whose height above the valley is its persistence.

    Args:
        strength: float32 [rows, columns], 0 to 1.

    Returns:
        Peaks as places in the flattened map, int [rows, columns], and the peak that each ended one merged into.
    """
    height, width = strength.shape
    heights, basins = strength.ravel(), np.full(strength.size, -1)
    ended: dict[int, float] = {}
    merged: dict[int, int] = {}

    def alive(peak: int) -> int:
        while peak in merged:
            peak = merged[peak]
        return peak

    for place in np.argsort(-heights, kind="stable").tolist():
        row, column = divmod(place, width)
        around = basins.reshape(height, width)[max(0, row - 1) : row + 2, max(0, column - 1) : column + 2]
        touched = sorted(
            {alive(peak) for peak in around[around >= 0].tolist()}, key=lambda peak: (-heights[peak], peak)
        )
        basins[place] = touched[0] if touched else place
        for lower in touched[1:]:
            ended[lower], merged[lower] = float(heights[lower] - heights[place]), touched[0]
    highest = int(heights.argmax())
    persistent = sorted((ended | {highest: 1.0}).items(), key=lambda item: -item[1])
    return persistent, basins.reshape(height, width), merged


def _owners(areas: np.ndarray, clear: Sequence[int], merged: dict[int, int]) -> np.ndarray:
    """Areas of peaks that are no dogs of their own go to the peak that they merged into, int [rows, columns].

    Args:
        areas: The peak of each area, int [rows, columns].
        clear: The peaks that are dogs of their own.
        merged: See `_peaks`.
    """

    def owner(peak: int) -> int:
        while peak not in clear:
            peak = merged[peak]
        return peak

    owners: np.ndarray = np.vectorize(owner)(areas)
    return owners

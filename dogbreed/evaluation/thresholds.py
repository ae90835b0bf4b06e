"""Thresholds of the verdicts, fitted one after the other to photos that the network was not trained on."""

from collections.abc import Callable, Sequence

import numpy as np

from dogbreed.breeds import Breed
from dogbreed.evaluation.metrics import Z95, proportion
from dogbreed.evaluation.verdict_precision import TARGET_PRECISION
from dogbreed.inference.bundle import Thresholds
from dogbreed.inference.verdict import likeliest_group, look_alikes

ONE_STANDARD_ERROR = 1.0
"""Width of the interval below the measured precision where few photos are left, in standard errors."""
MAX_DOGS_REJECTED = 0.005
"""Highest share of dog photos that may be rejected as "not a dog"."""
MAX_BREEDS_REJECTED = 0.05
"""Highest share of photos of known breeds that may be rejected as an unknown breed."""
CANDIDATES = tuple(np.arange(100, 200) / 200)
"""Thresholds that are tried: 0.5 to 0.995 in steps of 0.005."""

Top = Sequence[tuple[Breed, float]]
Photo = tuple[Top, Breed]
"""The most probable breeds of a photo with their probabilities, best first, and its true breed."""
Claim = Callable[[Top, Breed, float], bool | None]
"""Whether a verdict is right at a threshold; None if the photo does not get this verdict."""


def fit_thresholds(photos: Sequence[Photo]) -> Thresholds:
    """The lowest thresholds at which the precision of each verdict reaches `TARGET_PRECISION`.

    The precision has to hold for other photos too, so the lower end of its 95 % interval must reach the target. Where
    no breed is named, too few photos are left for that: one standard error below the measured precision must reach it.
    Each threshold is fitted to the photos that got none of the verdicts before.

    Args:
        photos: Predictions for photos that the network was not trained on.

    Returns:
        Thresholds of the verdicts `breed`, `lookalikes` and `group`; 1 for a verdict that cannot reach the target.
        Those for rejection (`dog`, `familiarity`) have their defaults.
    """
    breed = _lowest(photos, lambda top, truth, threshold: _named((top[0][0],), top[0][1] >= threshold, truth))
    unnamed = [(top, truth) for top, truth in photos if top[0][1] < breed]
    lookalikes = _lowest(unnamed, _among, ONE_STANDARD_ERROR)
    left = [(top, truth) for top, truth in unnamed if not look_alikes(top, lookalikes)]
    return Thresholds(breed=breed, lookalikes=lookalikes, group=_lowest(left, _in_group, ONE_STANDARD_ERROR))


def fit_rejection_threshold(scores: np.ndarray, most: float) -> float | None:
    """The highest threshold that rejects at most a given share of in-distribution photos.

    Args:
        scores: float [photos], scores of photos that should not be rejected; a lower score is rejected first.
        most: The share, 0 to 1. The upper end of the 95 % interval of the rejected share does not exceed it.

    Returns:
        The threshold; None if there are too few photos to guarantee the share.
    """
    allowed = [rank for rank in range(len(scores)) if proportion(rank, len(scores)).high <= most]
    return float(np.sort(scores)[allowed[-1]]) if allowed else None


def _lowest(photos: Sequence[Photo], claim: Claim, z: float = Z95) -> float:
    """The lowest candidate at which the precision reaches the target, 1 if none does.

    Args:
        photos: Predictions with their true breeds.
        claim: The verdict.
        z: The target must be reached this many standard errors below the measured precision.
    """
    for threshold in CANDIDATES:
        claims = [right for right in (claim(top, truth, threshold) for top, truth in photos) if right is not None]
        if proportion(sum(claims), len(claims), z).low >= TARGET_PRECISION:
            return float(threshold)
    return 1.0


def _named(named: Sequence[Breed], reached: bool, truth: Breed) -> bool | None:
    return truth in named if named and reached else None


def _among(top: Top, truth: Breed, threshold: float) -> bool | None:
    return _named(look_alikes(top, threshold), True, truth)


def _in_group(top: Top, truth: Breed, threshold: float) -> bool | None:
    group, together = likeliest_group(top)
    return truth.group == group.name if together >= threshold else None

"""The thresholds of the verdicts, fitted one after the other to photos that the network has not learned from."""

from collections.abc import Callable, Sequence

import numpy as np

from dogbreed.breeds import Breed
from dogbreed.evaluation.metrics import Z95, proportion
from dogbreed.evaluation.verdict_precision import PROMISED
from dogbreed.inference.bundle import Thresholds
from dogbreed.inference.verdict import likeliest_group, look_alikes

ONE_STANDARD_ERROR = 1.0
MOST_DOGS_REFUSED = 0.005
MOST_BREEDS_REFUSED = 0.05
"""Of the photos of a breed that it knows, so many at most may be told that it does not know theirs."""
CANDIDATES = tuple(np.arange(100, 200) / 200)

Top = Sequence[tuple[Breed, float]]
Photo = tuple[Top, Breed]
"""The first answers to a photo, and its breed."""
Claim = Callable[[Top, Breed, float], bool | None]
"""Whether a verdict is true at a threshold; None if the photo does not get it."""


def fit_thresholds(photos: Sequence[Photo]) -> Thresholds:
    """The lowest thresholds from which each verdict is true 19 times out of 20.

    A promise must hold beyond these photos, so the lower end of the 95 % interval has to reach 0.95; for groups, which
    are left with too few photos for that, one standard error below. Each threshold is fitted to the photos that the
    ones before it leave over.

    Returns:
        Thresholds with 1 for a verdict that cannot keep its promise, and nothing that refuses a photo.
    """
    breed = _lowest(photos, lambda top, truth, threshold: _named((top[0][0],), top[0][1] >= threshold, truth))
    unnamed = [(top, truth) for top, truth in photos if top[0][1] < breed]
    lookalikes = _lowest(unnamed, lambda top, truth, threshold: _named(look_alikes(top, threshold), True, truth))
    left = [(top, truth) for top, truth in unnamed if not look_alikes(top, lookalikes)]
    return Thresholds(breed=breed, lookalikes=lookalikes, group=_lowest(left, _in_group, ONE_STANDARD_ERROR))


def fit_refusal(scores: np.ndarray, most: float) -> float | None:
    """The highest threshold below which at most a share of the photos lie, None if there are too few to say so.

    Args:
        scores: float [photos], of photos that should not be refused.
        most: The share, 0 to 1; the upper end of the 95 % interval stays below.
    """
    allowed = [rank for rank in range(len(scores)) if proportion(rank, len(scores)).high <= most]
    return float(np.sort(scores)[allowed[-1]]) if allowed else None


def _lowest(photos: Sequence[Photo], claim: Claim, z: float = Z95) -> float:
    """The lowest candidate that keeps the promise, 1 if none does.

    Args:
        z: How far below the measured share the promise has to hold, in standard errors.
    """
    for threshold in CANDIDATES:
        claims = [right for right in (claim(top, truth, threshold) for top, truth in photos) if right is not None]
        if proportion(sum(claims), len(claims), z).low >= PROMISED:
            return float(threshold)
    return 1.0


def _named(named: Sequence[Breed], reached: bool, truth: Breed) -> bool | None:
    return truth in named if named and reached else None


def _in_group(top: Top, truth: Breed, threshold: float) -> bool | None:
    group, together = likeliest_group(top)
    return truth.group == group.name if together >= threshold else None

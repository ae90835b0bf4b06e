"""Whether one network is right more often than another on the same photos, or was only lucky with these."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import bdtr

from dogbreed.evaluation.metrics import Estimate, proportion

SIGNIFICANCE = 0.05


@dataclass(frozen=True)
class PairedDifference:
    """Two networks on the same photos.

    Attributes:
        photos: Sample size.
        only_first: Photos that the first network gets right and the second does not.
        only_second: The other way round.
        difference: Accuracy of the first minus accuracy of the second, -1 to 1.
        p_value: How likely so uneven a split between `only_first` and `only_second` is, or a more uneven one, if the
            networks are equally good.
    """

    photos: int
    only_first: int
    only_second: int
    difference: Estimate
    p_value: float


def paired_difference(first: np.ndarray, second: np.ndarray) -> PairedDifference:
    """Compare two networks.

    The test is McNemar's (1947) in its exact form: photos on which the networks agree say nothing, and of the others
    each network has won half if it is no better (binomial with probability 1/2). It holds for any number of photos.

    Args:
        first: Whether the first network is right, bool [photos].
        second: Whether the second network is right, bool [photos], the same photos in the same order.
    """
    both, neither = int((first & second).sum()), int((~first & ~second).sum())
    only_first, only_second = int((first & ~second).sum()), int((~first & second).sum())
    # Both tails are the same, and in the middle they overlap.
    p_value = min(1.0, 2 * float(bdtr(min(only_first, only_second), only_first + only_second, 0.5)))
    return PairedDifference(
        len(first),
        only_first,
        only_second,
        _difference(both, only_first, only_second, neither),
        p_value,
    )


def holm(p_values: Sequence[float]) -> list[float]:
    """p-values of several tests, raised so that one chance find among all of them is as rare as for one (Holm 1979)."""
    adjusted, highest = [0.0] * len(p_values), 0.0
    for rank, place in enumerate(np.argsort(p_values, kind="stable")):
        highest = max(highest, min(1.0, (len(p_values) - rank) * p_values[place]))
        adjusted[place] = highest
    return adjusted


def _difference(both: int, only_first: int, only_second: int, neither: int) -> Estimate:
    """The difference with its interval after Newcombe (1998), method 10 for paired data.

    The Wilson intervals of both accuracies, joined with regard to how often the networks are right on the same photos.
    """
    photos = both + only_first + only_second + neither
    one, other = proportion(both + only_first, photos), proportion(both + only_second, photos)
    association = float(both * neither - only_first * only_second)
    if association > 0:
        association = max(association - photos / 2, 0.0)
    margins = (both + only_first) * (only_second + neither) * (both + only_second) * (only_first + neither)
    correlation = association / margins**0.5 if margins else 0.0

    def spread(own: float, others: float) -> float:
        return (own**2 - 2 * correlation * own * others + others**2) ** 0.5

    value = (only_first - only_second) / photos
    return Estimate(
        value,
        value - spread(one.value - one.low, other.high - other.value),
        value + spread(one.high - one.value, other.value - other.low),
    )

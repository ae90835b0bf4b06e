"""McNemar's test: whether two networks differ in accuracy on the same photos by more than chance."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import bdtr

from dogbreed.evaluation.metrics import Estimate, proportion

SIGNIFICANCE = 0.05


@dataclass(frozen=True)
class PairedDifference:
    """The accuracies of two networks on the same photos, compared.

    Attributes:
        photos: Number of photos.
        only_first: Photos that the first network gets right and the second does not.
        only_second: Photos that the second network gets right and the first does not.
        difference: Accuracy of the first minus accuracy of the second, -1 to 1.
        p_value: Probability of a split between `only_first` and `only_second` at least as uneven as this one if the
            networks are equally good.
    """

    photos: int
    only_first: int
    only_second: int
    difference: Estimate
    p_value: float


def paired_difference(first: np.ndarray, second: np.ndarray) -> PairedDifference:
    """Compare two networks by McNemar's (1947) test in its exact form.

    Photos on which the networks agree do not count. If the networks are equally good, each of the others is as likely
    to be right for one as for the other: a binomial distribution with probability 1/2, exact for any number of photos.

    Args:
        first: Whether the first network is right, bool [photos].
        second: Whether the second network is right, bool [photos], the same photos in the same order.
    """
    both, neither = int((first & second).sum()), int((~first & ~second).sum())
    only_first, only_second = int((first & ~second).sum()), int((~first & second).sum())
    # Twice one tail of the symmetric distribution; the tails overlap in the middle, hence the limit of 1.
    p_value = min(1.0, 2 * float(bdtr(min(only_first, only_second), only_first + only_second, 0.5)))
    return PairedDifference(
        len(first),
        only_first,
        only_second,
        _difference(both, only_first, only_second, neither),
        p_value,
    )


def holm(p_values: Sequence[float]) -> list[float]:
    """p-values of several tests, adjusted so that the family-wise error rate is that of one test (Holm 1979)."""
    adjusted, highest = [0.0] * len(p_values), 0.0
    for rank, place in enumerate(np.argsort(p_values, kind="stable")):
        highest = max(highest, min(1.0, (len(p_values) - rank) * p_values[place]))
        adjusted[place] = highest
    return adjusted


def _difference(both: int, only_first: int, only_second: int, neither: int) -> Estimate:
    """The difference of the accuracies with its 95 % interval by Newcombe (1998), method 10 for paired data.

    It combines the Wilson intervals of both accuracies and the correlation between right answers of both networks.
    """
    photos = both + only_first + only_second + neither
    one, other = proportion(both + only_first, photos), proportion(both + only_second, photos)
    association = float(both * neither - only_first * only_second)
    if association > 0:
        association = max(association - photos / 2, 0.0)
    margins = (both + only_first) * (only_second + neither) * (both + only_second) * (only_first + neither)
    correlation = association / math.sqrt(margins) if margins else 0.0

    def spread(own: float, others: float) -> float:
        return math.sqrt(max(own**2 - 2 * correlation * own * others + others**2, 0.0))

    value = (only_first - only_second) / photos
    return Estimate(
        value,
        value - spread(one.value - one.low, other.high - other.value),
        value + spread(one.high - one.value, other.value - other.low),
    )

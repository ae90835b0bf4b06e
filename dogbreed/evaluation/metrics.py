"""Metrics of probabilistic classifiers, each with its 95 % interval."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

Z95 = 1.959964
BINS = 15
RESAMPLES = 1000


@dataclass(frozen=True)
class Estimate:
    """A metric measured on a sample.

    Attributes:
        value: The figure.
        low: Lower end of its 95 % interval.
        high: Upper end of its 95 % interval.
    """

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Metrics:
    """A network's metrics on one set of photos.

    Attributes:
        photos: Number of photos.
        top1: Share of photos whose most probable breed is right.
        top5: Share of photos whose breed is among the five most probable.
        cross_entropy: Mean negative log probability of the truth, nats.
        expected_calibration_error: See `expected_calibration_error`.
    """

    photos: int
    top1: Estimate
    top5: Estimate
    cross_entropy: Estimate
    expected_calibration_error: Estimate


def measure(probabilities: np.ndarray, labels: np.ndarray) -> Metrics:
    """All metrics of one set of photos.

    Args:
        probabilities: float [photos, classes], rows summing to 1.
        labels: int [photos], indices of the true classes.
    """
    top1, top5 = (in_top_k(probabilities, labels, k) for k in (1, 5))
    losses = log_losses(probabilities, labels)
    confidence = probabilities.max(axis=1)
    return Metrics(
        photos=len(labels),
        top1=proportion(int(top1.sum()), len(labels)),
        top5=proportion(int(top5.sum()), len(labels)),
        cross_entropy=mean(losses),
        expected_calibration_error=_calibration(confidence, top1),
    )


def in_top_k(probabilities: np.ndarray, labels: np.ndarray, k: int) -> np.ndarray:
    """Whether the truth is among the k most probable classes, bool [photos]; ties count against the network."""
    truth = probabilities[np.arange(len(labels)), labels]
    rank: np.ndarray = (probabilities >= truth[:, np.newaxis]).sum(axis=1)
    return rank <= k


def log_losses(probabilities: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Negative log probability of the true class, nats, float64 [photos]."""
    truth = probabilities[np.arange(len(labels)), labels].astype(np.float64)
    losses: np.ndarray = -np.log(np.maximum(truth, 1e-12))
    return losses


def expected_calibration_error(confidence: np.ndarray, correct: np.ndarray, bins: int = BINS) -> float:
    """Mean absolute difference of confidence and accuracy over bins of equal width, weighted by their photos.

    Naeini, Cooper and Hauskrecht (2015), with the bins of Guo et al. (2017).

    Args:
        confidence: float [photos], probability of the answer, 0 to 1.
        correct: Whether the answer is right, bool [photos].
        bins: Number of bins between 0 and 1.
    """
    edges = np.linspace(0, 1, bins + 1)[1:-1]
    positions = np.digitize(confidence, edges, right=True)
    surplus = np.bincount(positions, confidence - correct, minlength=bins)
    return float(np.abs(surplus).sum() / len(confidence))


def proportion(hits: int, photos: int, z: float = Z95) -> Estimate:
    """A proportion with its Wilson (1927) score interval; NaN with the interval 0 to 1 if there are no photos.

    Args:
        hits: Photos that count.
        photos: All photos.
        z: Half the width of the interval in standard errors.
    """
    if photos == 0:
        return Estimate(float("nan"), 0.0, 1.0)
    share = hits / photos
    low, high = _wilson(share, photos, z)
    return Estimate(share, max(0.0, float(low)), min(1.0, float(high)))


def proportions(name: str, hits: ArrayLike, photos: ArrayLike) -> dict[str, np.ndarray]:
    """Columns of a table: the proportions under their name, and the ends `low` and `high` of their 95 % intervals.

    Args:
        name: Of the column of proportions.
        hits: int [rows], photos that count.
        photos: int [rows], all photos; see `proportion`.
    """
    some, every = np.asarray(hits, float), np.asarray(photos, float)
    counted = np.where(every == 0, 1, every)
    share = some / counted
    low, high = _wilson(share, counted, Z95)
    return {
        name: np.where(every == 0, np.nan, share),
        "low": np.where(every == 0, 0.0, np.maximum(0.0, low)),
        "high": np.where(every == 0, 1.0, np.minimum(1.0, high)),
    }


def _wilson(share: Any, photos: Any, z: float) -> tuple[Any, Any]:
    """Ends of the interval of a share, a number or an array, of at least one photo; rounding may leave 0 to 1."""
    spread = z**2 / photos
    centre = (share + spread / 2) / (1 + spread)
    margin = z / (1 + spread) * np.sqrt(share * (1 - share) / photos + spread / (4 * photos))
    return centre - margin, centre + margin


def mean(values: np.ndarray) -> Estimate:
    """A mean with its interval by the normal approximation; values: float [photos]."""
    centre = float(values.mean())
    margin = Z95 * float(values.std(ddof=1)) / np.sqrt(len(values)) if len(values) > 1 else float("inf")
    return Estimate(centre, float(centre - margin), float(centre + margin))


def _calibration(confidence: np.ndarray, correct: np.ndarray) -> Estimate:
    """The calibration error with its bootstrap percentile interval (Efron 1979), always with the same resamples."""
    random = np.random.default_rng(0)
    draws = (random.integers(0, len(correct), len(correct)) for _ in range(RESAMPLES))
    resampled = [expected_calibration_error(confidence[draw], correct[draw]) for draw in draws]
    low, high = np.percentile(resampled, [2.5, 97.5])
    return Estimate(expected_calibration_error(confidence, correct), float(low), float(high))

"""Probabilities that mean what they say, and the thresholds of the verdicts; both fitted on validation photos."""

import numpy as np
from scipy.optimize import minimize_scalar

from dogbreed.evaluation.metrics import log_losses, proportion
from dogbreed.inference.softmax import softmax

PROMISED_PRECISION = 0.95


def fit_temperature(logits: np.ndarray, labels: np.ndarray) -> float:
    """The temperature with the least mean cross-entropy (Guo et al. 2017).

    Args:
        logits: float [photos, classes].
        labels: int [photos].
    """
    best = minimize_scalar(
        lambda log_temperature: log_losses(softmax(logits, np.exp(log_temperature)), labels).mean(),
        bounds=(np.log(0.05), np.log(20)),
        method="bounded",
    )
    return float(np.exp(best.x))


def fit_breed_threshold(probabilities: np.ndarray, labels: np.ndarray) -> float:
    """The lowest confidence from which naming one breed is right 19 times out of 20.

    The promise must hold beyond the validation photos, so the lower end of the 95 % interval of the precision has to
    reach 0.95, not the precision itself.

    Args:
        probabilities: float [photos, classes], calibrated.
        labels: int [photos].

    Returns:
        A probability, 0 to 1; 1.0 when no threshold keeps the promise.
    """
    confidence, correct = probabilities.max(axis=1), probabilities.argmax(axis=1) == labels
    order = np.argsort(-confidence)
    hits = np.cumsum(correct[order])
    kept = [rank for rank, right in enumerate(hits, 1) if proportion(int(right), rank).low >= PROMISED_PRECISION]
    return float(confidence[order][kept[-1] - 1]) if kept else 1.0

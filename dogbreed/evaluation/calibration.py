"""Probabilities that mean what they say."""

import numpy as np
from scipy.optimize import minimize_scalar

from dogbreed.evaluation.metrics import log_losses
from dogbreed.inference.softmax import softmax


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

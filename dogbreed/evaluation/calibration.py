"""Calibration of probabilities by temperature scaling."""

import numpy as np
from scipy.optimize import minimize_scalar

from dogbreed.evaluation.metrics import log_losses
from dogbreed.inference.logits import softmax


def fit_temperature(logits: np.ndarray, labels: np.ndarray) -> float:
    """The temperature with the lowest mean cross-entropy (Guo et al. 2017), searched between 0.05 and 20.

    Args:
        logits: float [photos, classes], of photos that the network was not trained on.
        labels: int [photos], indices of the true classes.
    """
    best = minimize_scalar(
        lambda log_temperature: log_losses(softmax(logits, np.exp(log_temperature)), labels).mean(),
        bounds=(np.log(0.05), np.log(20)),
        method="bounded",
    )
    return float(np.exp(best.x))

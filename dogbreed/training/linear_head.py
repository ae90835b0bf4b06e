"""Multinomial logistic regression on a network's features, fitted to the optimum."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from dogbreed.atomic import atomic_write
from dogbreed.inference.softmax import softmax

MAX_ITERATIONS = 300


@dataclass(frozen=True)
class LinearHead:
    """A linear classifier.

    Attributes:
        weights: float32 [features, classes].
        bias: float32 [classes].
    """

    weights: np.ndarray
    bias: np.ndarray

    def logits(self, features: np.ndarray) -> np.ndarray:
        """Scores for features [photos, features], float32 [photos, classes]."""
        return features @ self.weights + self.bias


def fit_linear_head(
    features: np.ndarray, targets: np.ndarray, weight_decay: float, start: LinearHead | None = None
) -> LinearHead:
    """Minimise mean cross-entropy plus `weight_decay / 2` times the squared weights, by L-BFGS (Liu and Nocedal 1989).

    Args:
        features: float32 [photos, features].
        targets: float32 [photos, classes], each row a distribution (one-hot, or smoothed).
        start: Where to start from; a neighbouring optimum saves most of the work.
    """
    photos, channels = features.shape
    classes = targets.shape[1]
    start = start or LinearHead(np.zeros((channels, classes), np.float32), np.zeros(classes, np.float32))

    def loss_and_gradient(flat: np.ndarray) -> tuple[float, np.ndarray]:
        head = _unflatten(flat, channels, classes)
        probabilities = softmax(head.logits(features))
        residual = (probabilities - targets) / photos
        cross_entropy = -float((targets * np.log(probabilities + 1e-12)).sum()) / photos
        penalty = weight_decay / 2 * float((head.weights**2).sum())
        gradient = LinearHead(features.T @ residual + weight_decay * head.weights, residual.sum(axis=0))
        return cross_entropy + penalty, _flatten(gradient)

    best = minimize(
        loss_and_gradient,
        _flatten(start),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": MAX_ITERATIONS, "ftol": 1e-7},
    )
    return _unflatten(best.x, channels, classes)


def kept_head(file: Path, fit: Callable[[], LinearHead]) -> LinearHead:
    """A head out of its file; if there is none, it is fitted and kept there."""
    if not file.exists():
        head = fit()
        atomic_write(file, lambda part: np.savez(part.open("wb"), weights=head.weights, bias=head.bias))
    return LinearHead(**np.load(file))


def smoothed_targets(labels: np.ndarray, classes: int, smoothing: float) -> np.ndarray:
    """One-hot rows with `smoothing` of the mass spread over all classes (Szegedy et al. 2016), float32."""
    return (np.eye(classes, dtype=np.float32)[labels] * (1 - smoothing) + smoothing / classes).astype(np.float32)


def _flatten(head: LinearHead) -> np.ndarray:
    return np.concatenate([head.weights.ravel(), head.bias]).astype(np.float64)


def _unflatten(flat: np.ndarray, channels: int, classes: int) -> LinearHead:
    flat = flat.astype(np.float32)
    return LinearHead(flat[:-classes].reshape(channels, classes), flat[-classes:])

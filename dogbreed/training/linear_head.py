"""Multinomial logistic regression on a network's features."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from dogbreed.atomic import atomic_write

MAX_ITERATIONS = 1000
TOLERANCE = 1e-5
"""Largest entry of the gradient at which the optimiser stops."""


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
        """Logits, float32 [photos, classes], of features, float32 [photos, features]."""
        logits: np.ndarray = features @ self.weights + self.bias
        return logits


def fit_linear_head(
    features: np.ndarray, labels: np.ndarray, classes: int, weight_decay: float, start: LinearHead | None = None
) -> LinearHead:
    """Minimise the mean cross-entropy plus `weight_decay / 2` times the sum of squared weights, by L-BFGS.

    The bias is not penalised. A class without photos gets a strongly negative bias.

    Args:
        features: float32 [photos, features].
        labels: int [photos], indices of the true classes.
        classes: Number of classes, at least three.
        weight_decay: Strength of the penalty, above 0.
        start: Where the optimiser starts, the optimum for another weight decay for example; None: at zero.
    """
    # scikit-learn knows only the classes among the labels: each absent one gets a photo of weight zero.
    absent = np.setdiff1d(np.arange(classes), labels)
    weights = np.repeat([1.0, 0.0], [len(labels), len(absent)])
    if len(absent):
        features = np.concatenate([features, np.zeros((len(absent), features.shape[1]), np.float32)])
    model = LogisticRegression(
        C=1 / (len(labels) * weight_decay), tol=TOLERANCE, max_iter=MAX_ITERATIONS, warm_start=start is not None
    )
    if start is not None:
        model.coef_, model.intercept_ = start.weights.T, start.bias
    model.fit(features, np.concatenate([labels, absent]), weights)
    return LinearHead(model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32))


def stored_head(file: Path, fit: Callable[[], LinearHead]) -> LinearHead:
    """Load a head from a file; if the file does not exist, fit the head and store it there."""
    if not file.exists():
        head = fit()
        atomic_write(file, lambda part: np.savez(part.open("wb"), weights=head.weights, bias=head.bias))
    return LinearHead(**np.load(file))

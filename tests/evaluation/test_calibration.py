import numpy as np
import pytest

from dogbreed.evaluation.calibration import fit_temperature
from dogbreed.evaluation.metrics import expected_calibration_error
from dogbreed.inference.logits import softmax


def honest_sample(photos: int = 20_000, classes: int = 8) -> tuple[np.ndarray, np.ndarray]:
    """Logits whose softmax is the true distribution of the labels."""
    random = np.random.default_rng(3)
    logits = random.normal(0, 4, (photos, classes))
    labels = (softmax(logits).cumsum(axis=1) < random.random((photos, 1))).sum(axis=1).clip(max=classes - 1)
    return logits, labels


def test_overconfident_logits_get_their_temperature_back():
    logits, labels = honest_sample()
    assert fit_temperature(logits * 3, labels) == pytest.approx(3, rel=0.05)


def test_after_calibration_confidence_means_accuracy():
    logits, labels = honest_sample()
    probabilities = softmax(logits * 3, fit_temperature(logits * 3, labels))
    correct = probabilities.argmax(axis=1) == labels
    assert expected_calibration_error(probabilities.max(axis=1), correct) < 0.015

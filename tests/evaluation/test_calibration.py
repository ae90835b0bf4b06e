import numpy as np
import pytest

from dogbreed.evaluation.calibration import fit_breed_threshold, fit_temperature
from dogbreed.evaluation.metrics import expected_calibration_error
from dogbreed.inference.softmax import softmax


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


def test_above_the_threshold_fresh_answers_are_right_19_times_out_of_20():
    logits, labels = honest_sample()
    probabilities = softmax(logits)
    threshold = fit_breed_threshold(probabilities[:10_000], labels[:10_000])
    fresh = probabilities[10_000:]
    named = fresh.max(axis=1) >= threshold
    assert (fresh.argmax(axis=1) == labels[10_000:])[named].mean() >= 0.95
    assert named.mean() > 0.05


def test_a_network_that_cannot_keep_the_promise_never_names_a_breed_below_certainty():
    probabilities = np.full((50, 2), 0.5) + np.array([0.1, -0.1])
    assert fit_breed_threshold(probabilities, np.tile([0, 1], 25)) == 1.0

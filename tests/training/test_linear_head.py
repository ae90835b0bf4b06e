import numpy as np
import pytest

from dogbreed.inference.softmax import softmax
from dogbreed.training.linear_head import LinearHead, fit_linear_head, smoothed_targets


def sample(photos: int = 400) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(5)
    centres = random.normal(0, 2, (4, 6))
    labels = random.integers(0, 4, photos)
    return (centres[labels] + random.normal(0, 1, (photos, 6))).astype(np.float32), labels


def objective(head: LinearHead, features: np.ndarray, targets: np.ndarray, weight_decay: float) -> float:
    log_probabilities = np.log(softmax(head.logits(features).astype(np.float64)))
    return -(targets * log_probabilities).sum() / len(features) + weight_decay / 2 * (head.weights**2).sum()


def test_no_small_change_of_the_weights_is_better():
    features, labels = sample()
    targets = smoothed_targets(labels, 4, 0.1)
    head = fit_linear_head(features, targets, 1e-2)
    best = objective(head, features, targets, 1e-2)
    random = np.random.default_rng(0)
    for _ in range(20):
        moved = LinearHead(
            head.weights + random.normal(0, 0.02, head.weights.shape).astype(np.float32),
            head.bias + random.normal(0, 0.02, head.bias.shape).astype(np.float32),
        )
        assert objective(moved, features, targets, 1e-2) > best


def test_more_weight_decay_gives_smaller_weights():
    features, labels = sample()
    targets = smoothed_targets(labels, 4, 0)
    norms = [np.abs(fit_linear_head(features, targets, decay).weights).sum() for decay in (1e-3, 1e-1)]
    assert norms[1] < norms[0] / 2


def test_a_start_elsewhere_ends_in_the_same_place():
    features, labels = sample()
    targets = smoothed_targets(labels, 4, 0)
    cold = fit_linear_head(features, targets, 1e-2)
    warm = fit_linear_head(features, targets, 1e-2, fit_linear_head(features, targets, 1e-1))
    assert cold.logits(features) == pytest.approx(warm.logits(features), abs=0.05)


def test_smoothed_targets_are_distributions_with_the_truth_on_top():
    targets = smoothed_targets(np.array([2, 0]), 4, 0.1)
    assert targets.sum(axis=1) == pytest.approx(1)
    assert targets[0] == pytest.approx([0.025, 0.025, 0.925, 0.025])

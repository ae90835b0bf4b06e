import numpy as np
import pytest

from dogbreed.inference.logits import softmax
from dogbreed.training.linear_head import LinearHead, fit_linear_head


def sample(photos: int = 400) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(5)
    centres = random.normal(0, 2, (4, 6))
    labels = random.integers(0, 4, photos)
    return (centres[labels] + random.normal(0, 1, (photos, 6))).astype(np.float32), labels


def objective(head: LinearHead, features: np.ndarray, labels: np.ndarray, weight_decay: float) -> float:
    log_probabilities = np.log(softmax(head.logits(features).astype(np.float64)))
    return float(-log_probabilities[np.arange(len(labels)), labels].mean() + weight_decay / 2 * (head.weights**2).sum())


def test_no_small_change_of_the_weights_is_better():
    features, labels = sample()
    head = fit_linear_head(features, labels, 4, 1e-2)
    best = objective(head, features, labels, 1e-2)
    random = np.random.default_rng(0)
    for _ in range(20):
        moved = LinearHead(
            head.weights + random.normal(0, 0.02, head.weights.shape).astype(np.float32),
            head.bias + random.normal(0, 0.02, head.bias.shape).astype(np.float32),
        )
        assert objective(moved, features, labels, 1e-2) > best


def test_more_weight_decay_gives_smaller_weights():
    features, labels = sample()
    norms = [np.abs(fit_linear_head(features, labels, 4, decay).weights).sum() for decay in (1e-3, 1e-1)]
    assert norms[1] < norms[0] / 2


def test_a_start_elsewhere_ends_in_the_same_place():
    features, labels = sample()
    cold = fit_linear_head(features, labels, 4, 1e-2)
    warm = fit_linear_head(features, labels, 4, 1e-2, fit_linear_head(features, labels, 4, 1e-1))
    assert cold.logits(features) == pytest.approx(warm.logits(features), abs=0.05)


def test_a_class_without_photos_is_never_the_answer_and_leaves_the_others_as_they_are():
    features, labels = sample()
    full = fit_linear_head(features, labels, 4, 1e-2)
    wider = fit_linear_head(features, labels, 6, 1e-2)
    assert wider.weights.shape == (6, 6)
    probabilities = softmax(wider.logits(features))
    assert probabilities[:, 4:].max() < 1e-3
    assert probabilities[:, :4] == pytest.approx(softmax(full.logits(features)), abs=0.01)


def test_two_present_classes_are_penalised_as_in_the_multinomial_model():
    features, labels = sample()
    two = labels < 2
    head = fit_linear_head(features[two], labels[two], 4, 1e-1)
    best = objective(head, features[two], labels[two], 1e-1)
    for scale in (0.9, 1.1):
        moved = LinearHead((head.weights * scale).astype(np.float32), head.bias)
        assert objective(moved, features[two], labels[two], 1e-1) > best

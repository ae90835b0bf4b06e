import numpy as np
import pytest

from dogbreed.evaluation.metrics import log_losses
from dogbreed.inference.bundle import load_bundle
from dogbreed.inference.softmax import softmax
from dogbreed.training.served import fit_mixture


@pytest.fixture(scope="module")
def labels():
    return np.random.default_rng(0).integers(0, 10, 2000)


def answers(labels, strength, seed):
    logits = np.random.default_rng(seed).normal(0, 1, (len(labels), 10))
    logits[np.arange(len(labels)), labels] += strength
    return logits


def fitted(logits, opinions, labels):
    return fit_mixture(load_bundle("xception"), load_bundle("gate"), logits, opinions, labels)


def test_two_independent_opinions_are_better_than_either(labels):
    logits, opinions = answers(labels, 2, 1), answers(labels, 2, 2)
    mixture = fitted(logits, opinions, labels)
    together = softmax(mixture.network_weight * logits + mixture.opinion_weight * opinions)
    assert log_losses(together, labels).mean() < 0.8 * log_losses(softmax(logits), labels).mean()
    assert mixture.network_weight == pytest.approx(mixture.opinion_weight, rel=0.2)


def test_an_opinion_that_knows_nothing_hardly_counts(labels):
    mixture = fitted(answers(labels, 2, 1), answers(labels, 0, 2), labels)
    assert abs(mixture.opinion_weight) < 0.1 < mixture.network_weight


def test_it_remembers_which_networks_it_was_fitted_to(labels):
    mixture = fitted(answers(labels, 2, 1), answers(labels, 2, 2), labels)
    assert mixture.sha256 == {name: load_bundle(name).card.sha256["model.tflite"] for name in ("xception", "gate")}

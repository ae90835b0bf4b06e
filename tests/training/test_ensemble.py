import numpy as np
import pytest

from dogbreed.breeds import BREEDS
from dogbreed.evaluation.metrics import log_losses
from dogbreed.evaluation.thresholds import CANDIDATES, MAX_BREEDS_REJECTED
from dogbreed.imagenet import BREED_PLACES
from dogbreed.inference.bundle import load_bundle
from dogbreed.inference.ensemble import pooled
from dogbreed.inference.logits import energy_score, softmax
from dogbreed.inference.scene import Scene
from dogbreed.training.ensemble import fit_all, fit_mixture

A_DOG = Scene(np.eye(1, 1000, BREED_PLACES[0], np.float32)[0])


@pytest.fixture(scope="module")
def labels():
    return np.random.default_rng(0).integers(0, 10, 2000)


def answers(labels, strength, seed):
    logits = np.random.default_rng(seed).normal(0, 1, (len(labels), 10))
    logits[np.arange(len(labels)), labels] += strength
    return logits


def fitted(first, again, opinions, labels):
    return fit_mixture(load_bundle("xception"), load_bundle("gate"), (first, again, opinions), labels)


def test_three_independent_answers_are_better_than_any(labels):
    first, again, opinions = (answers(labels, 2, seed) for seed in (1, 2, 3))
    mixture = fitted(first, again, opinions, labels)
    together = softmax(pooled(mixture, first, again, opinions))
    assert log_losses(together, labels).mean() < 0.6 * log_losses(softmax(first), labels).mean()
    assert mixture.network_weight == pytest.approx(mixture.opinion_weight, rel=0.2)
    assert mixture.network_weight == pytest.approx(mixture.zoom_weight, rel=0.2)


def test_an_opinion_that_knows_nothing_hardly_counts(labels):
    mixture = fitted(answers(labels, 2, 1), answers(labels, 2, 2), answers(labels, 0, 3), labels)
    assert abs(mixture.opinion_weight) < 0.1 < min(mixture.network_weight, mixture.zoom_weight)


def test_it_remembers_which_networks_it_was_fitted_to(labels):
    mixture = fitted(answers(labels, 2, 1), answers(labels, 2, 2), answers(labels, 2, 3), labels)
    assert mixture.sha256 == {name: load_bundle(name).version for name in ("xception", "gate")}


def test_refusals_come_first_and_promises_are_fitted_to_the_photos_that_are_left():
    """Ninety-eight of a hundred photos are clear; the others are as sure, but unfamiliar and always wrong."""
    random = np.random.default_rng(0)
    labels = random.integers(0, len(BREEDS), 4000)
    logits = random.normal(0, 0.1, (4000, len(BREEDS)))
    logits[np.arange(4000), labels] += 12
    strange = np.arange(4000) < 80
    logits[strange] = np.roll(logits[strange], 1, axis=1) - 6
    familiarity = energy_score(logits)
    thresholds = fit_all(logits, labels, [A_DOG] * 4000, familiarity)
    assert thresholds.familiarity is not None
    refused = familiarity < thresholds.familiarity
    assert refused[strange].all()
    assert 0.03 < refused.mean() <= MAX_BREEDS_REJECTED
    assert thresholds.breed == min(CANDIDATES)


def test_a_few_photos_justify_no_refusal():
    thresholds = fit_all(np.eye(120)[:20] * 12, np.arange(20), [A_DOG] * 20, np.arange(20))
    assert (thresholds.dog, thresholds.familiarity) == (0, None)

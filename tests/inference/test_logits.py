import numpy as np
import pytest

from dogbreed.inference.logits import energy_score, softmax


def test_logits_that_are_all_higher_are_more_familiar_though_their_probabilities_are_the_same():
    logits = np.random.default_rng(0).normal(size=(5, 120)).astype(np.float32)
    assert softmax(logits + 3) == pytest.approx(softmax(logits), abs=1e-6)
    assert energy_score(logits + 3) == pytest.approx(energy_score(logits) + 3, abs=1e-5)


def test_it_is_the_log_of_the_summed_exponentials_and_does_not_overflow():
    assert float(energy_score(np.log(np.array([1, 2, 5], np.float32)))) == pytest.approx(np.log(8))
    assert float(energy_score(np.array([1000, 1000], np.float32))) == pytest.approx(1000 + np.log(2))

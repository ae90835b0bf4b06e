import numpy as np
import pytest

from dogbreed.evaluation.metrics import expected_calibration_error, in_top_k, log_losses, measure, proportion


def test_a_truth_in_third_place_counts_for_top_five_only():
    probabilities = np.array([[0.4, 0.3, 0.2, 0.05, 0.03, 0.02]])
    assert not in_top_k(probabilities, np.array([2]), 1)[0]
    assert in_top_k(probabilities, np.array([2]), 5)[0]
    assert not in_top_k(probabilities, np.array([5]), 5)[0]


def test_a_network_that_gives_all_breeds_the_same_is_never_right():
    uniform = np.full((4, 120), 1 / 120)
    assert not in_top_k(uniform, np.arange(4), 5).any()
    assert log_losses(uniform, np.arange(4)) == pytest.approx(np.log(120))


def test_confidence_that_matches_accuracy_has_no_calibration_error():
    confidence, correct = np.full(100, 0.8), np.arange(100) < 80
    assert expected_calibration_error(confidence, correct) == pytest.approx(0)
    assert expected_calibration_error(confidence, np.arange(100) < 50) == pytest.approx(0.3)


def test_calibration_error_weighs_each_bin_by_its_photos():
    confidence = np.array([0.95] * 90 + [0.35] * 10)
    correct = np.array([True] * 90 + [False] * 10)
    assert expected_calibration_error(confidence, correct) == pytest.approx(0.9 * 0.05 + 0.1 * 0.35)


def test_wilson_interval_agrees_with_a_published_value():
    estimate = proportion(81, 263)  # Newcombe (1998), table I, method 3: 0.2553 to 0.3662
    assert (estimate.low, estimate.high) == pytest.approx((0.2553, 0.3662), abs=5e-5)


@pytest.mark.parametrize("hits", [0, 20])
def test_an_interval_stays_between_0_and_1_and_is_never_empty(hits):
    estimate = proportion(hits, 20)
    assert 0 <= estimate.low < estimate.high <= 1


def test_every_figure_lies_in_its_interval_and_repeats_exactly():
    random = np.random.default_rng(1)
    probabilities = random.dirichlet(np.ones(10), 500)
    labels = random.integers(0, 10, 500)
    metrics = measure(probabilities, labels)
    for estimate in (metrics.top1, metrics.top5, metrics.cross_entropy):
        assert estimate.low <= estimate.value <= estimate.high
    assert metrics == measure(probabilities, labels)

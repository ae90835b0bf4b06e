import numpy as np
import pytest

from dogbreed.breeds import breed
from dogbreed.evaluation.metrics import proportion
from dogbreed.evaluation.thresholds import (
    CANDIDATES,
    MAX_DOGS_REJECTED,
    Photo,
    Top,
    fit_rejection_threshold,
    fit_thresholds,
)
from dogbreed.evaluation.verdict_precision import TARGET_PRECISION
from dogbreed.inference.verdict import look_alikes

DEERHOUND, WOLFHOUND, PUG = breed("n02092002"), breed("n02090721"), breed("n02110958")


def photos(probability: float, right: int, wrong: int, rival: float = 0.0) -> list[Photo]:
    """Deerhounds, of which so many are taken for what they are, and pugs that are taken for deerhounds."""
    top: Top = [(DEERHOUND, probability), (WOLFHOUND, rival)]
    return [(top, DEERHOUND)] * right + [(top, PUG)] * wrong


def test_one_breed_is_named_from_where_it_is_right_19_times_out_of_20():
    thresholds = fit_thresholds(photos(0.95, 990, 10) + photos(0.8, 970, 30) + photos(0.6, 100, 100))
    assert thresholds.breed == pytest.approx(0.605)


def test_being_right_19_times_out_of_20_by_luck_is_not_enough():
    assert proportion(96, 100).value > TARGET_PRECISION > proportion(96, 100).low
    assert fit_thresholds(photos(0.9, 96, 4)).breed == 1


def test_look_alikes_are_fitted_to_what_is_left():
    sure, wrong = photos(0.95, 1000, 0), photos(0.4, 0, 500)
    torn = photos(0.5, 500, 10, rival=0.45) + [([(DEERHOUND, 0.5), (WOLFHOUND, 0.45)], WOLFHOUND)] * 490
    uncertain = photos(0.5, 50, 50, rival=0.2)
    thresholds = fit_thresholds(sure + torn + uncertain + wrong)
    assert thresholds.lookalikes == pytest.approx(0.705)
    assert look_alikes([(DEERHOUND, 0.5), (WOLFHOUND, 0.45)], thresholds.lookalikes) == (DEERHOUND, WOLFHOUND)


def test_a_verdict_that_is_never_true_often_enough_is_never_given():
    thresholds = fit_thresholds(photos(0.9, 50, 50))
    assert (thresholds.breed, thresholds.lookalikes, thresholds.group) == (1, 1, 1)


def test_at_most_five_of_a_thousand_dogs_are_refused_even_if_these_were_lucky():
    dog = np.random.default_rng(0).beta(8, 1, 12_000)
    threshold = fit_rejection_threshold(dog, MAX_DOGS_REJECTED)
    assert threshold is not None
    refused = int((dog < threshold).sum())
    assert 0 < refused < MAX_DOGS_REJECTED * len(dog)
    assert proportion(refused, len(dog)).high <= MAX_DOGS_REJECTED < proportion(refused + 1, len(dog)).high


def test_a_few_photos_cannot_justify_refusing_any():
    assert fit_rejection_threshold(np.array([0.1, 0.9, 0.99]), MAX_DOGS_REJECTED) is None


def test_no_candidate_names_a_breed_that_is_less_likely_than_all_others():
    assert min(CANDIDATES) >= 0.5

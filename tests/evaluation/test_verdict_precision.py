"""The precision of the shipped networks' verdicts, over the committed predictions."""

import json

import pytest

from dogbreed.breeds import breed
from dogbreed.evaluation.stored_results import load_predictions, load_report
from dogbreed.evaluation.thresholds import MAX_DOGS_REJECTED
from dogbreed.evaluation.verdict_precision import KINDS, TARGET_PRECISION, as_record, verdict_precision
from dogbreed.inference.bundle import Thresholds, available, load_bundle
from dogbreed.inference.verdict import MOST_NAMED, VerdictKind, likeliest_group
from dogbreed.settings import settings

NAMING = (VerdictKind.BREED, VerdictKind.LOOKALIKES, VerdictKind.GROUP)


@pytest.fixture(scope="module")
def served():
    name = settings().model
    return verdict_precision(load_predictions(name), load_bundle(name).card.thresholds)


def test_the_breed_that_the_app_names_is_right_19_times_out_of_20(served):
    assert served[VerdictKind.BREED].precision.value >= TARGET_PRECISION


@pytest.mark.parametrize("kind", NAMING)
def test_what_the_app_names_is_not_significantly_less_often_right(served, kind):
    """Thresholds of the verdicts after the first one are fitted to a few dozen photos."""
    assert served[kind].photos == 0 or served[kind].precision.high >= TARGET_PRECISION


def test_it_names_one_breed_for_three_quarters_of_the_photos(served):
    assert served[VerdictKind.BREED].coverage.value >= 0.75


def test_where_it_names_several_breeds_they_are_two_or_three_on_average(served):
    assert 2 <= served[VerdictKind.LOOKALIKES].named <= MOST_NAMED


def test_at_most_five_of_a_thousand_dogs_are_refused(served):
    assert served[VerdictKind.NOT_A_DOG].coverage.value <= MAX_DOGS_REJECTED


def test_every_photo_gets_one_verdict(served):
    assert sum(verdict.photos for verdict in served.values()) == 8580
    assert tuple(served) == KINDS


@pytest.mark.parametrize("name", available())
def test_the_committed_figures_are_those_of_the_committed_predictions(name):
    fresh = verdict_precision(load_predictions(name), load_bundle(name).card.thresholds)
    assert load_report(name)["verdicts"] == json.loads(json.dumps(as_record(fresh)))


def test_a_verdict_that_claims_no_breed_is_neither_kept_nor_broken():
    predictions = load_predictions("cnn-study").head(100)
    told = verdict_precision(predictions, Thresholds(breed=1))
    assert told[VerdictKind.UNSURE].photos == 100
    assert told[VerdictKind.UNSURE].precision is None
    assert told[VerdictKind.BREED].precision is None


def test_a_group_is_right_for_every_breed_of_it():
    predictions = load_predictions("cnn-study").head(1)
    truth = breed(predictions["truth"].iloc[0])
    told = verdict_precision(predictions, Thresholds(breed=1, group=0.0))[VerdictKind.GROUP]
    answered = zip(predictions["answers"].iloc[0], predictions["probabilities"].iloc[0], strict=True)
    group, _ = likeliest_group([(breed(wnid), share) for wnid, share in answered])
    assert told.precision is not None
    assert told.precision.value == (group.name == truth.group)

import pytest

from dogbreed.breeds import BREEDS
from dogbreed.evaluation.answer_worth import worth_of_answers
from dogbreed.inference.bundle import load_bundle
from dogbreed.inference.verdict import Verdict, VerdictKind
from dogbreed.other_breeds import other_breed
from dogbreed.ui.formatting import count, percent
from dogbreed.ui.identify.answer_worth import in_words, why_these_percentages


@pytest.fixture(scope="module")
def worth():
    return worth_of_answers(load_bundle("served"))


def test_a_named_breed_says_how_often_it_was_right_and_how_often_other_breeds_got_one(worth):
    named = worth[VerdictKind.BREED]
    words = in_words(Verdict(VerdictKind.BREED, (BREEDS[0],)), named)
    assert f"right in {percent(named.right)} of {count(named.photos)} test photos" in words
    assert f"{percent(named.given_to_others)} of 821 photos of other breeds" in words
    assert 0.9 < named.right < 1
    assert 0.1 < named.given_to_others < 0.3


def test_another_breed_says_how_often_it_is_noticed_and_how_often_a_known_dog_is_lost(worth):
    noticed = worth[VerdictKind.OTHER_BREED]
    verdict = Verdict(VerdictKind.OTHER_BREED, closest=BREEDS[0])
    words = in_words(verdict, noticed)
    assert percent(noticed.given_to_others) in words
    assert f"{percent(noticed.given)} of photos of the 120 breeds" in words
    assert "suggestions" not in words
    suggested = in_words(Verdict(VerdictKind.OTHER_BREED, suggested=(other_breed("akita"),)), noticed)
    assert f"its three suggestions in {percent(noticed.suggested)}" in suggested


def test_no_dog_says_how_often_that_is_right_and_how_often_a_dog_is_lost(worth):
    words = in_words(Verdict(VerdictKind.NOT_A_DOG), worth[VerdictKind.NOT_A_DOG])
    assert "of 391 photos without a dog" in words
    assert percent(worth[VerdictKind.NOT_A_DOG].given) in words


def test_every_kind_of_answer_about_a_dog_says_how_its_percentages_are_meant():
    thresholds = load_bundle("served").card.thresholds
    for kind in VerdictKind:
        words = why_these_percentages(Verdict(kind), thresholds)
        assert bool(words) == (kind not in (VerdictKind.NOT_A_DOG, VerdictKind.UNREADABLE, VerdictKind.TAUGHT))
        if kind in (VerdictKind.BREED, VerdictKind.UNSURE):
            assert percent(thresholds.breed) in words

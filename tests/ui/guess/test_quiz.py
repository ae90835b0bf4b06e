import numpy as np
import pandas as pd
import pytest

from dogbreed.breeds import BREEDS, Breed, breed
from dogbreed.dataset.sources import SourcedPhoto
from dogbreed.ui.guess import quiz
from dogbreed.ui.guess.quiz import MISSES, OPTIONS, Choice, Question, Round, choose, options, questions
from tests.pages.real import dog

DEERHOUND, WOLFHOUND, PUG = breed("n02092002"), breed("n02090721"), breed("n02110958")
PAIRS = pd.DataFrame({"one": [DEERHOUND.wnid, "n02088094"], "other": [WOLFHOUND.wnid, DEERHOUND.wnid]})


def photo(of: Breed, rng: np.random.Generator | None = None) -> SourcedPhoto:
    return SourcedPhoto(dog(), f"{of.folder}/{of.wnid}_1.jpg", of, "local")


@pytest.fixture
def photos(monkeypatch):
    monkeypatch.setattr(quiz, "random_photo", photo)


def test_a_round_asks_for_other_breeds_each_time_and_the_same_ones_for_the_same_seed(photos):
    asked = [[question.truth for question in questions(seed, 10, PAIRS)] for seed in (1, 1, 2)]
    assert len(set(asked[0])) == 10
    assert asked[0] == asked[1] != asked[2]


def test_the_options_hold_the_truth_and_what_it_is_taken_for(photos):
    chosen = options(DEERHOUND, PAIRS, np.random.default_rng(0))
    assert len(set(chosen)) == OPTIONS
    assert {DEERHOUND, WOLFHOUND, breed("n02088094")} <= set(chosen)
    assert [dog.name for dog in chosen] == sorted(dog.name for dog in chosen)
    assert all(dog.group == "Sighthounds" for dog in chosen)


def test_a_breed_that_nobody_confuses_gets_others_of_its_group(photos):
    chosen = options(PUG, PAIRS, np.random.default_rng(0))
    assert PUG in chosen
    assert {dog.group for dog in chosen} == {PUG.group}
    assert chosen == options(PUG, PAIRS, np.random.default_rng(0))


def test_wild_dogs_are_too_few_for_a_group_of_four():
    dingo = breed("n02115641")
    assert len(set(options(dingo, PAIRS, np.random.default_rng(0)))) == OPTIONS


def test_without_photos_it_gives_up_early(monkeypatch):
    asked = []
    monkeypatch.setattr(quiz, "random_photo", lambda of, rng: asked.append(of))
    assert not list(questions(1, 10, PAIRS))
    assert len(asked) == MISSES


def test_a_photo_that_cannot_be_read_is_passed_over(monkeypatch):
    broken = {BREEDS[number] for number in range(0, 120, 3)}
    monkeypatch.setattr(
        quiz, "random_photo", lambda of, rng: SourcedPhoto(b"no", "", of, "local") if of in broken else photo(of)
    )
    assert not broken & {question.truth for question in questions(4, 10, PAIRS)}


def test_a_network_has_to_choose_among_the_options_too():
    choice = choose({DEERHOUND.wnid: 0.1, WOLFHOUND.wnid: 0.3, PUG.wnid: 0.6}, (DEERHOUND, WOLFHOUND))
    assert (choice.breed, choice.free) == (WOLFHOUND, PUG)
    assert choice.probability == pytest.approx(0.75)


def test_a_network_that_knows_none_of_the_options_guesses():
    assert choose({PUG.wnid: 1.0}, (DEERHOUND, WOLFHOUND)).probability == 0.5


def test_the_score_counts_who_was_right_and_a_second_answer_does_not_count():
    game = Round(1, tuple(Question(photo(of), (DEERHOUND, WOLFHOUND)) for of in (DEERHOUND, WOLFHOUND)))
    assert (game.score(), game.score_of_person(), game.answered) == ({}, 0, False)
    game.answer(DEERHOUND, {"cnn": Choice(WOLFHOUND, 0.9, WOLFHOUND)})
    game.answer(WOLFHOUND, {"cnn": Choice(DEERHOUND, 0.9, DEERHOUND)})
    assert (game.score(), game.score_of_person(), game.answered, game.over) == ({"cnn": 0}, 1, True, False)
    game.position = 1
    game.answer(DEERHOUND, {"cnn": Choice(WOLFHOUND, 0.6, PUG)})
    assert (game.score(), game.score_of_person()) == ({"cnn": 1}, 1)
    game.position = 2
    assert game.over
    assert game.table().to_dict("list") == {
        "file": [photo(DEERHOUND).file, photo(WOLFHOUND).file],
        "truth": ["Scottish deerhound", "Irish wolfhound"],
        "guess": ["Scottish deerhound", "Scottish deerhound"],
        "cnn": ["Irish wolfhound", "Irish wolfhound"],
    }

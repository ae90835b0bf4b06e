import re

import pytest

from dogbreed.breed_facts import FACTS_FILE, all_facts, breed_facts
from dogbreed.breeds import BREEDS

WILD = [dog.wnid for dog in BREEDS if dog.group == "Wild dogs"]


def named(name):
    return breed_facts(next(dog.wnid for dog in BREEDS if dog.name == name))


def test_each_of_the_120_breeds_has_facts_in_the_order_of_the_breeds():
    assert list(all_facts()) == [dog.wnid for dog in BREEDS]


def test_every_fact_is_there_and_has_a_source():
    for wnid, facts in all_facts().items():
        assert all((facts.origin, facts.coat, facts.temperament, facts.telltale)), wnid
        assert bool(facts.bred_for) != (wnid in WILD), wnid
        assert facts.sources and all(re.fullmatch(r"https?://\S+\.\S+", url) for url in facts.sources), wnid


def test_ranges_rise_and_are_those_of_dogs():
    for wnid, facts in all_facts().items():
        for low, high, least, most in (
            (*facts.height, 15, 90),
            (*facts.weight, 0.9, 91),
            (*facts.life_span, 7, 18),
        ):
            assert least <= low <= high <= most, wnid
        # Tall dogs are heavy: the weight of a body of the same build grows with the cube of its height.
        for height, weight in zip(facts.height, facts.weight, strict=True):
            assert 0.4 < weight / (height / 40) ** 3 / 10 < 7, wnid


def test_figures_that_people_know_are_right():
    assert named("Chihuahua").weight[1] < 4
    assert named("Irish wolfhound").height[1] > named("Scottish deerhound").height[1]
    assert named("Great Dane").height[0] > 70 and named("Pug").height[1] < 30
    assert named("Toy poodle").height[1] <= named("Miniature poodle").height[0]
    assert named("Miniature poodle").height[1] <= named("Standard poodle").height[0]
    assert named("Scottish deerhound").origin == "Scotland"


def test_texts_are_short_phrases_and_single_sentences():
    for wnid, facts in all_facts().items():
        for phrase, words in ((facts.origin, 5), (facts.bred_for, 14), (facts.coat, 14)):
            assert len(phrase.split()) <= words and not phrase.endswith("."), (wnid, phrase)
        assert facts.coat[0].islower() and (not facts.bred_for or facts.bred_for[0].islower()), wnid
        for sentence, words in ((facts.temperament, 20), (facts.telltale, 25)):
            assert len(sentence.split()) <= words, (wnid, sentence)
            assert sentence[0].isupper() and sentence.find(".") == len(sentence) - 1, (wnid, sentence)


def test_the_table_is_text_without_markup():
    assert not re.search(r"[<>*_`\[\]$]", re.sub(r"https?://\S+", "", FACTS_FILE.read_text("utf-8").partition("\n")[2]))


def test_an_unknown_breed_has_no_facts():
    with pytest.raises(KeyError):
        breed_facts("n00000000")

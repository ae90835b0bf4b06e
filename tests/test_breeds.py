import re
from collections import Counter

import pytest

from dogbreed.breeds import BREEDS, GROUPS, breed
from dogbreed.errors import DogbreedError


def test_there_are_120_breeds_in_class_order():
    wnids = [breed.wnid for breed in BREEDS]
    assert len(wnids) == 120
    assert wnids == sorted(set(wnids))
    assert all(re.fullmatch(r"n\d{8}", wnid) for wnid in wnids)


@pytest.mark.parametrize("column", ["stanford", "name", "with_article", "dog_ceo"])
def test_nothing_is_missing_or_said_of_two_breeds(column):
    values = [getattr(breed, column) for breed in BREEDS]
    assert all(values)
    assert len(set(values)) == 120


def test_a_breed_is_found_by_its_wordnet_id():
    deerhound = breed("n02092002")
    assert deerhound.name == "Scottish deerhound"
    assert deerhound.folder == "n02092002-Scottish_deerhound"
    assert deerhound.group == "Sighthounds"
    assert deerhound.dog_ceo == "deerhound-scottish"


def test_an_unknown_id_gets_a_sentence():
    with pytest.raises(DogbreedError, match="n00000000 is none of the 120 breeds"):
        breed("n00000000")


def test_people_read_the_names_they_use():
    names = {breed.stanford: breed.name for breed in BREEDS}
    assert names["Boston_bull"] == "Boston terrier"
    assert names["African_hunting_dog"] == "African wild dog"
    assert names["Brabancon_griffon"] == "Brabançon griffon"
    assert names["soft-coated_wheaten_terrier"] == "Soft-coated wheaten terrier"
    assert not [name for name in names.values() if "_" in name or not name[0].isupper()]


@pytest.mark.parametrize(
    ("wnid", "phrase"),
    [
        ("n02092002", "a Scottish deerhound"),
        ("n02090721", "an Irish wolfhound"),
        ("n02110958", "a pug"),
        ("n02110627", "an affenpinscher"),
        ("n02105641", "an Old English sheepdog"),
        ("n02085620", "a Chihuahua"),
    ],
)
def test_a_name_fits_into_a_sentence(wnid, phrase):
    assert breed(wnid).with_article == phrase


def test_the_article_suits_the_name():
    for each in BREEDS:
        article, name = each.with_article.split(" ", 1)
        assert name.casefold() == each.name.casefold()
        assert article == ("an" if name[0].casefold() in "aeiou" else "a")


def test_every_breed_is_in_a_group_that_can_be_named():
    assert {breed.group for breed in BREEDS} == {group.name for group in GROUPS}
    assert [group.fci for group in GROUPS] == [1, 2, 3, 5, 6, 7, 8, 9, 10, None]
    assert {group.with_article for group in GROUPS if group.name == "Sighthounds"} == {"a sighthound"}


@pytest.mark.parametrize(
    ("wnid", "fci"),
    [
        ("n02087394", 6),  # Rhodesian ridgeback
        ("n02091244", 5),  # Ibizan hound
        ("n02096585", 9),  # Boston terrier
        ("n02097474", 9),  # Tibetan terrier
        ("n02107312", 2),  # miniature pinscher
        ("n02109961", 5),  # Eskimo dog
        ("n02088632", 6),  # bluetick coonhound
        ("n02115641", None),  # dingo
    ],
)
def test_the_surprising_ones_are_where_the_kennel_clubs_put_them(wnid, fci):
    group = next(group for group in GROUPS if group.name == breed(wnid).group)
    assert group.fci == fci


def test_an_alias_is_not_another_breeds_name():
    names = {breed.name.casefold() for breed in BREEDS}
    said = Counter(alias.casefold() for breed in BREEDS for alias in breed.aliases)
    assert not names & set(said)
    assert [alias for alias, times in said.items() if times > 1] == ["belgian shepherd"]

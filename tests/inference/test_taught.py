import json

import numpy as np
import pytest

from dogbreed.breeds import BREEDS
from dogbreed.inference.bundle import load_bundle
from dogbreed.inference.cosine import unit
from dogbreed.inference.memory import Memory, load_memory
from dogbreed.inference.taught import MOST_DOGS, LessonError, TaughtDog, add, checked_name, lesson, recognised
from dogbreed.inference.taught_file import taught_from_bytes, taught_to_bytes


@pytest.fixture(scope="module")
def memory() -> Memory:
    found = load_memory(load_bundle("served"))
    assert found is not None
    return found


@pytest.fixture(scope="module")
def rex(memory: Memory) -> list[np.ndarray]:
    """Embeddings of a dog like none in the memory: six photos that are like each other."""
    random = np.random.default_rng(0)
    middle = random.normal(0, 1, (memory.others.shape[1],))
    return [unit(middle + random.normal(0, 0.3, middle.shape)).astype(np.float32) for _ in range(6)]


def test_a_taught_dog_is_recognised_in_another_photo_and_other_dogs_are_not(memory, rex):
    learned = lesson("Rex", rex[:5], memory)
    assert (learned.recognised, learned.mistaken, learned.others) == (5, 0, 933)
    assert recognised(rex[5], [learned.dog], memory) == learned.dog
    assert recognised(memory.other_vectors[0], [learned.dog], memory) is None
    assert recognised(memory.known_vectors[0], [learned.dog], memory) is None
    assert recognised(rex[5], [], memory) is None


def test_the_most_similar_of_several_taught_dogs_is_named(memory, rex):
    twin = TaughtDog("Twin", -np.array(rex))
    found = recognised(rex[5], [twin, TaughtDog("Rex", np.array(rex[:5]))], memory)
    assert found is not None
    assert found.name == "Rex"


def test_three_photos_of_three_dogs_are_refused(memory):
    rows = [np.flatnonzero(memory.names == name)[0] for name in ("akita", "dachshund", "puli")]
    with pytest.raises(LessonError, match="only 0 of 3 are more like the others"):
        lesson("Rex", list(memory.other_vectors[rows] * 0.99), memory)


@pytest.mark.parametrize(
    ("photos", "reason"), [(0, "none of these"), (2, "2 of these"), (21, "21 photos are too many")]
)
def test_too_few_and_too_many_photos_are_refused(memory, rex, photos, reason):
    with pytest.raises(LessonError, match=reason):
        lesson("Rex", (rex * 4)[:photos], memory)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("  ", "Give the dog or the breed a name"),
        ("x" * 41, "41 characters"),
        ("Re\x07x", "cannot be shown"),
        ("scottish DEERHOUND", "Scottish deerhound is one of the 120 breeds"),
        (BREEDS[1].aliases[0], "Japanese Chin is one of the 120 breeds"),
    ],
)
def test_a_name_that_cannot_be_used_is_refused_with_what_to_do(name, reason):
    with pytest.raises(LessonError, match=reason):
        checked_name(name)


def test_markup_in_a_name_stays_text():
    assert checked_name(" <b>Rex</b>  1 ") == "<b>Rex</b> 1"


def test_a_breed_of_the_memory_can_be_taught_again_and_does_not_compete_with_itself(memory):
    dachshunds = memory.other_vectors[memory.names == "dachshund"]
    learned = lesson("Dachshund", list(dachshunds[:8]), memory)
    assert learned.recognised >= 5
    assert learned.others == 933 - len(dachshunds)


def test_a_dog_like_one_of_the_120_is_told_so(memory):
    beagle = next(place for place, breed in enumerate(BREEDS) if breed.name == "Beagle")
    learned = lesson("Rex", list(memory.known_vectors[10 * beagle : 10 * beagle + 6]), memory)
    assert learned.resembles == BREEDS[beagle]


def test_a_second_lesson_replaces_the_first_and_there_is_an_end(memory, rex):
    first, second = TaughtDog("Rex", np.array(rex[:3])), TaughtDog("rex", np.array(rex[3:]))
    assert add((first,), second) == (second,)
    with pytest.raises(LessonError, match="remove one"):
        add([TaughtDog(str(number), first.vectors) for number in range(MOST_DOGS)], second)


def test_a_saved_file_is_small_holds_no_photo_and_brings_the_dog_back(memory, rex):
    dog = TaughtDog("Žofie 🐕", np.array(rex))
    data = taught_to_bytes([dog], memory)
    assert len(data) < 2_000
    [again] = taught_from_bytes(data, memory)
    assert again.name == dog.name
    assert again.vectors == pytest.approx(dog.vectors, abs=0.01)
    assert recognised(rex[0], [again], memory) == again


def changed(data: bytes, **values: object) -> bytes:
    return json.dumps(json.loads(data) | values).encode()


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda _: b"", "damaged"),
        (lambda _: b"\x00\xff" * 100, "damaged"),
        (lambda data: data[:-20], "damaged"),
        (lambda data: changed(data, format="another"), "damaged"),
        (lambda data: changed(data, dogs=[{"name": "Rex", "photos": ["!!"] * 3}]), "damaged"),
        (lambda data: changed(data, dogs=[{"name": "Rex", "photos": ["AAAA"] * 3}]), "damaged"),
        (lambda data: changed(data, dogs=[{"name": "Rex", "photos": []}]), "damaged"),
        (lambda data: changed(data, space="0" * 16), "other networks"),
        (lambda data: data + b" " * 1_000_000, "larger than 1 MB"),
    ],
)
def test_a_damaged_or_foreign_file_gets_a_sentence(memory, rex, damage, reason):
    data = taught_to_bytes([TaughtDog("Rex", np.array(rex))], memory)
    with pytest.raises(LessonError, match=reason):
        taught_from_bytes(damage(data), memory)

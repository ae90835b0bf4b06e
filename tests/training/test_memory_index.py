from dataclasses import replace

import numpy as np
import pytest

from dogbreed.evaluation.scoring import Looks
from dogbreed.inference.bundle import load_bundle
from dogbreed.inference.logits import energy_score
from dogbreed.inference.memory import MEMORY_FILE, Memory, load_memory
from dogbreed.training.bundle_export import write_card
from dogbreed.training.memory_index import (
    PROTOTYPES,
    RELATIVE_WEIGHT,
    least_similarity,
    remember,
    store_memory,
    weighted,
)

BREEDS, OTHERS, EACH = 6, 4, 15


def photos(classes: range, seed: int) -> tuple[Looks, np.ndarray]:
    """Features in which each class has a direction of its own, and the classes."""
    random, labels = np.random.default_rng(seed), np.repeat(np.array(classes), EACH)
    directions = np.random.default_rng(0).normal(0, 3, (BREEDS + OTHERS, 200))

    def look(shift: int) -> np.ndarray:
        noise = random.normal(0, 1, (len(labels), 200))
        seen: np.ndarray = np.roll(directions, shift, axis=1)[labels] + noise
        return seen.astype(np.float32)

    return Looks(look(0), look(7)), labels


@pytest.fixture(scope="module")
def known() -> tuple[Looks, np.ndarray]:
    return photos(range(BREEDS), 1)


@pytest.fixture(scope="module")
def memory(known: tuple[Looks, np.ndarray]) -> Memory:
    others, kinds = photos(range(BREEDS, BREEDS + OTHERS), 2)
    names = np.array(["akita", "barbet", "puli", "dachshund"])[kinds - BREEDS]
    return remember(*known, others, names)


def test_new_photos_of_the_breeds_are_nearer_to_them_and_those_of_other_dogs_are_not(memory):
    for classes, nearer in ((range(BREEDS), True), (range(BREEDS, BREEDS + OTHERS), False)):
        looks, _ = photos(classes, 3)
        gaps = memory.similarity_gap(memory.embed(looks.features, looks.opinion))
        assert ((gaps > 0) == nearer).mean() > 0.95
    assert len(memory.prototypes) == BREEDS * PROTOTYPES


def test_the_weight_makes_the_gap_count_several_times_the_energy(memory):
    looks, labels = photos(range(BREEDS), 3)
    embeddings = memory.embed(looks.features, looks.opinion)
    logits = np.random.default_rng(0).normal(0, 4, (len(labels), BREEDS)).astype(np.float32)
    heavy = weighted(memory, embeddings, logits)
    share = np.std(heavy.weight * heavy.similarity_gap(embeddings)) / np.std(energy_score(logits))
    assert share == pytest.approx(RELATIVE_WEIGHT)


def test_suggestions_wait_for_a_similarity_at_which_they_are_right(memory):
    anyhow = np.random.default_rng(0).permutation(np.arange(len(memory.names)) % 20).astype(str)
    assert least_similarity(replace(memory, names=anyhow)) > least_similarity(memory)


def test_a_stored_memory_comes_back_and_its_hash_is_on_the_card(memory, tmp_path):
    bundle = write_card(load_bundle("served").card.model_copy(update={"sha256": {}}), tmp_path)
    assert load_memory(bundle) is None
    stored = store_memory(memory, bundle)
    assert MEMORY_FILE in stored.card.sha256
    again = load_memory(stored)
    assert again is not None
    assert np.array_equal(again.others, memory.others)
    assert (again.weight, again.space) == (memory.weight, memory.space)

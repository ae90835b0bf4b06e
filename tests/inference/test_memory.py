import numpy as np
import pytest

from dogbreed.inference.bundle import load_bundle
from dogbreed.inference.cosine import unit
from dogbreed.inference.memory import MEMORY_FILE, Memory, load_memory, vote
from dogbreed.other_breeds import other_breeds


@pytest.fixture(scope="module")
def memory() -> Memory:
    found = load_memory(load_bundle("served"))
    assert found is not None
    return found


def test_the_committed_memory_is_small_and_names_every_breed(memory):
    assert (load_bundle("served").folder / MEMORY_FILE).stat().st_size < 1_000_000
    assert memory.prototypes.shape == (1200, 160)
    assert len(memory.others) == len(memory.names) == 933
    assert set(memory.names) == set(other_breeds())


def test_every_embedding_has_length_one_whatever_the_shape(memory):
    features, opinion = np.random.default_rng(0).normal(0, 1, (3, 2, 2048)), np.ones((3, 2, 1280))
    embeddings = memory.embed(features, opinion)
    assert embeddings.shape == (3, 2, 160)
    assert np.linalg.norm(embeddings, axis=-1) == pytest.approx(1, abs=1e-5)


def test_a_photo_in_the_memory_is_less_familiar_than_a_prototype_of_a_breed(memory):
    logits = np.zeros((2, 120), np.float32)
    known, other = memory.familiarity(logits, np.stack([memory.known_vectors[0], memory.other_vectors[0]]))
    assert known > other + 10


def test_the_photos_of_a_breed_suggest_it(memory):
    middle = unit(memory.other_vectors[memory.names == "dalmatian"].mean(axis=0))
    assert memory.suggest(middle, least=0.7)[0].name == "Dalmatian"
    assert len(memory.suggest(middle, least=0)) <= 3


def test_nothing_is_suggested_for_what_is_like_none_of_them(memory):
    assert memory.suggest(-memory.other_vectors.mean(axis=0), least=0.7) == ()


def test_a_nearer_photo_counts_more_than_several_far_ones():
    names = np.array(["akita", "puli", "puli", "barbet"])
    assert vote(names, np.array([0.9, 0.6, 0.6, 0.1]))[:2] == ["akita", "puli"]
    assert vote(names, np.array([0.9, 0.88, 0.87, 0.1]))[:2] == ["puli", "akita"]


def test_a_network_alone_has_no_memory():
    assert load_memory(load_bundle("xception")) is None

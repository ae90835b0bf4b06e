"""Many photos are answered in order, the next ones decoded meanwhile."""

import threading
from itertools import islice
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from dogbreed.batch import answering
from dogbreed.batch.answering import DECODED_AHEAD, answers
from dogbreed.batch.photo_file import PhotoFile, refused
from dogbreed.dataset.samples import SAMPLES
from dogbreed.inference.ensemble import load_network

JPEG = SAMPLES[0].file.read_bytes()


@pytest.fixture(scope="module")
def network() -> Any:
    return load_network("cnn-study")


def test_every_file_is_answered_in_order_and_a_bad_one_stops_nothing(network):
    files = [
        PhotoFile("one.webp", lambda: JPEG),
        PhotoFile("text.jpg", lambda: b"no photo"),
        refused("secret.jpg", "It may not be read."),
        PhotoFile("two.webp", lambda: JPEG),
    ]
    found = list(answers(files, network))
    assert [answer.file for answer in found] == ["one.webp", "text.jpg", "secret.jpg", "two.webp"]
    assert [answer.error is None for answer in found] == [True, False, False, True]
    assert found[2].error == "It may not be read."
    assert found[0].prediction and found[3].prediction
    assert np.array_equal(found[0].prediction.logits, found[3].prediction.logits)


def test_the_next_photos_are_decoded_while_the_network_answers(network, monkeypatch):
    """The network answers the first photo only after the second one has been decoded."""
    decoded = [threading.Event() for _ in range(2)]
    numbers = iter(range(2))

    def decode(data: bytes) -> Any:
        decoded[next(numbers)].set()
        return SimpleNamespace(pixels=np.zeros((64, 64, 3), np.uint8))

    class Waiting:
        bundle = network.bundle
        memory = None

        def predict(self, pixels: np.ndarray) -> Any:
            assert decoded[1].wait(10)
            return network.predict(pixels)

    monkeypatch.setattr(answering, "decode", decode)
    files = [PhotoFile(name, lambda: JPEG) for name in ("one.jpg", "two.jpg")]
    assert [answer.error for answer in answers(files, Waiting())] == [None, None]


def test_only_a_few_photos_are_in_memory_however_many_there_are(network):
    taken: list[None] = []

    def endless():
        while True:
            taken.append(None)
            yield PhotoFile("one.webp", lambda: JPEG)

    assert len(list(islice(answers(endless(), network), 2))) == 2
    assert len(taken) <= 2 + DECODED_AHEAD + 1


def test_a_file_is_read_when_it_is_taken_since_its_archive_may_be_closed_afterwards(network):
    opened = True

    def files():
        nonlocal opened
        yield PhotoFile("one.webp", lambda: JPEG if opened else pytest.fail("the archive is closed"))
        opened = False

    assert len(list(answers(files(), network))) == 1

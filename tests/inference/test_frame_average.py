from dataclasses import replace

import numpy as np
import pytest

from dogbreed.breeds import BREEDS
from dogbreed.imagenet import IMAGENET
from dogbreed.inference.classifier import Prediction
from dogbreed.inference.evidence import EvidenceMap
from dogbreed.inference.frame_average import average_frames
from dogbreed.inference.logits import softmax
from dogbreed.inference.scene import Scene


def frame(breed: int, thing: int = 0) -> Prediction:
    logits = np.zeros(len(BREEDS), np.float32)
    logits[breed] = 9
    embedding = np.zeros(4, np.float32)
    embedding[breed % 4] = 1
    return Prediction(
        classes=tuple(known.wnid for known in BREEDS),
        logits=logits,
        probabilities=softmax(logits),
        features=np.empty(0, np.float32),
        evidence=EvidenceMap(np.full((1, 1, len(BREEDS)), breed, np.float32), "stretch"),
        scene=Scene(np.eye(len(IMAGENET), dtype=np.float32)[thing]),
        embedding=embedding,
    )


def test_one_odd_frame_does_not_change_the_answer():
    odd = average_frames([frame(7), frame(7), frame(7), frame(3)])
    assert odd.top(1)[0][0] == BREEDS[7]
    assert odd.probabilities.sum() == pytest.approx(1)
    assert odd.probabilities[7] == pytest.approx(0.75, abs=0.02)


def test_a_dog_in_half_of_the_frames_is_half_as_probable():
    dog = next(place for place, known in enumerate(IMAGENET) if known.kind == "breed")
    nothing = next(place for place, known in enumerate(IMAGENET) if known.kind == "other")
    average = average_frames([frame(1, dog), frame(1, nothing)])
    assert average.scene is not None
    assert average.scene.dog == pytest.approx(0.5)


def test_embeddings_keep_their_length_and_the_evidence_is_that_of_the_last_frame():
    average = average_frames([frame(0), frame(1)])
    assert average.embedding is not None
    assert np.linalg.norm(average.embedding) == pytest.approx(1)
    assert average.evidence is not None
    assert average.evidence.values[0, 0, 0] == 1


def test_a_network_that_knows_breeds_alone_is_averaged_too():
    alone = replace(frame(2), scene=None, embedding=None)
    average = average_frames([alone, alone])
    assert (average.scene, average.embedding) == (None, None)

import base64
from unittest.mock import Mock

import numpy as np
import pytest

from dogbreed.inference.classifier import Prediction
from dogbreed.inference.evidence import EvidenceMap
from dogbreed.ui.live.frames import UNREADABLE, Frame, RecentPredictions, answer_frame


def seen(*logits: float) -> Prediction:
    values = np.array(logits, np.float32)
    features = np.ones(2048, np.float32)
    return Prediction(("a", "b"), values, values, features, EvidenceMap(np.ones((1, 1, 2), np.float32), "stretch"))


def test_the_answer_is_the_mean_of_the_last_second():
    recent = RecentPredictions()
    assert recent.average(seen(1, 0), 10.0).probabilities.tolist() == [1, 0]
    assert recent.average(seen(0, 1), 10.4).probabilities.tolist() == [0.5, 0.5]
    assert recent.average(seen(0, 1), 11.2).probabilities.tolist() == [0, 1]


def test_after_a_pause_nothing_is_left_of_what_was_seen_before():
    recent = RecentPredictions()
    recent.average(seen(1, 0), 10.0)
    assert recent.average(seen(0, 1), 60.0).probabilities.tolist() == [0, 1]


@pytest.mark.parametrize("picture", ["no Base64!", base64.b64encode(b"\xff\xd8\xff no picture").decode(), ""])
def test_a_broken_frame_is_a_sentence_and_asks_no_network(picture):
    network = Mock()
    answer = answer_frame(Frame(picture, 12.5), RecentPredictions(), network)
    assert (answer.sentence, answer.taken, answer.breeds) == (UNREADABLE, 12.5, ())
    network.predict.assert_not_called()

import threading
import time
from unittest.mock import Mock

import numpy as np
import pytest

from dogbreed.ui.shared_network import SharedNetwork
from dogbreed.ui.waiting_line import WaitingLine

PIXELS = np.zeros((8, 8, 3), np.uint8)


class Slow:
    """Notes who is answered, and that it never answers two at once."""

    def __init__(self):
        self.bundle, self.backbone = Mock(), Mock()
        self.answered: list[str] = []
        self._alone = threading.Lock()

    def predict(self, pixels):
        assert self._alone.acquire(blocking=False)
        time.sleep(0.002)
        self.answered.append(threading.current_thread().name)
        self._alone.release()
        return Mock()


@pytest.fixture
def network():
    return SharedNetwork(Slow(), WaitingLine())  # type: ignore[arg-type]


def test_a_folder_of_photos_lets_another_visitor_in_after_each_photo(network):
    def folder():
        for _ in range(20):
            with network.in_turn(network.line.ticket(), lambda before: None) as ours:
                ours.predict(PIXELS)

    visitors = [threading.Thread(target=folder, name=name) for name in "ab"]
    with network.line.turn() as first:
        first.start()
        for visitor in visitors:
            visitor.start()
        while len(network.line._turns) < 3:
            time.sleep(0.001)
    for visitor in visitors:
        visitor.join(30)
    answered = network.network.answered
    assert len(answered) == 40
    # Nearly in turn: who has not reached the line yet is passed.
    assert 7 <= answered[:20].count("a") <= 13


def test_pages_without_a_queue_of_their_own_wait_in_the_same_line(network):
    def other_page():
        for _ in range(20):
            network.predict(PIXELS)

    pages = [threading.Thread(target=other_page, name="page") for _ in range(4)]
    for page in pages:
        page.start()
    time.sleep(0.01)
    with network.in_turn(network.line.ticket(), lambda before: None) as ours:
        ours.predict(PIXELS)
    done = len(network.network.answered)
    for page in pages:
        page.join(30)
    assert done < 30
    assert len(network.network.answered) == 81


def test_a_network_that_fails_lets_the_next_one_in(network, monkeypatch):
    monkeypatch.setattr(network.network, "predict", Mock(side_effect=[ValueError, "answer"]))
    with pytest.raises(ValueError):
        network.predict(PIXELS)
    assert network.predict(PIXELS) == "answer"


def test_a_file_that_cannot_be_read_gives_its_turn_back_without_the_network(network):
    with network.in_turn(network.line.ticket(), lambda before: None):
        pass
    assert network.predict(PIXELS)
    assert len(network.network.answered) == 1

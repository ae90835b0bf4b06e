import threading
import time
from contextlib import suppress
from itertools import pairwise

import pytest

from dogbreed.ui.waiting_line import WaitingLine

PATIENCE = 30


class Visitor(threading.Thread):
    """Joins a line, and is served until it is let go."""

    def __init__(self, line, name, served, ticket=None):
        super().__init__(name=name)
        self.line, self.served, self.ticket = line, served, line.ticket() if ticket is None else ticket
        self.before, self.near, self.at_desk, self.go = [], threading.Event(), threading.Event(), threading.Event()
        self.asked, self.leave = threading.Event(), threading.Event()
        self.turn = None
        self.start()

    def run(self):
        with suppress(StopIteration), self.line.turn(self.ticket) as self.turn:
            self.turn.approach(self.report)
            self.near.set()
            self.turn.start()
            self.served.append(self.name)
            self.at_desk.set()
            assert self.go.wait(PATIENCE)

    def report(self, before):
        self.before.append(before)
        self.asked.set()
        if self.leave.is_set():
            raise StopIteration


@pytest.fixture
def line():
    return WaitingLine()


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr("dogbreed.ui.waiting_line.REPORT_EVERY", 0.01)


def wait_until_ready(visitor):
    """Until then the line may let others pass, as it does where a photo takes long to decode."""
    assert visitor.near.wait(PATIENCE)
    until = time.monotonic() + PATIENCE
    while not visitor.turn.ready and time.monotonic() < until:
        time.sleep(0.001)
    assert visitor.turn.ready


def end(visitors):
    """Lets the visitors go, given in the order in which they have to be served."""
    for visitor, following in pairwise([*visitors, None]):
        if following:
            wait_until_ready(following)
        visitor.go.set()
    for visitor in visitors:
        visitor.join(PATIENCE)
        assert not visitor.is_alive()


def test_the_first_to_come_is_the_first_to_be_served_and_nobody_beside_another(line):
    served: list[str] = []
    visitors = [Visitor(line, name, served) for name in "abcdefgh"]
    for number, visitor in enumerate(visitors):
        assert visitor.at_desk.wait(PATIENCE)
        for following in visitors[number + 1 : number + 2]:
            wait_until_ready(following)
        assert served == list("abcdefgh")[: number + 1]
        visitor.go.set()
    end(visitors)


def test_who_waits_is_told_how_many_come_first(line):
    served: list[str] = []
    visitors = [Visitor(line, name, served) for name in "abcd"]
    assert visitors[0].at_desk.wait(PATIENCE)
    assert visitors[3].asked.wait(PATIENCE)
    assert visitors[3].before[-1] == 3
    visitors[0].go.set()
    assert visitors[1].at_desk.wait(PATIENCE)
    visitors[3].asked.clear()
    assert visitors[3].asked.wait(PATIENCE)
    visitors[3].asked.clear()
    assert visitors[3].asked.wait(PATIENCE)
    assert visitors[3].before[-1] == 2
    end(visitors[1:])


def test_the_next_one_may_decode_while_the_first_is_served_and_the_others_may_not(line):
    served: list[str] = []
    first, following, last = (Visitor(line, name, served) for name in "abc")
    assert first.at_desk.wait(PATIENCE)
    assert following.near.wait(PATIENCE)
    assert last.asked.wait(PATIENCE)
    assert not following.at_desk.is_set()
    assert not last.near.is_set()
    end([first, following, last])


def test_who_leaves_gives_the_place_up(line):
    served: list[str] = []
    first, *others = (Visitor(line, name, served) for name in "abcd")
    assert first.at_desk.wait(PATIENCE)
    leaving = others[1]
    leaving.leave.set()
    leaving.join(PATIENCE)
    end([first, others[0], others[2]])
    assert served == ["a", "b", "d"]


def test_a_ticket_keeps_the_place_of_a_visitor_whose_page_is_drawn_again(line):
    served: list[str] = []
    first = Visitor(line, "first", served)
    assert first.at_desk.wait(PATIENCE)
    early = line.ticket()
    late = [Visitor(line, name, served) for name in ("late", "later")]
    again = Visitor(line, "early", served, early)
    assert again.near.wait(PATIENCE)
    end([first, again, *late])
    assert served == ["first", "early", "late", "later"]


def test_a_crash_lets_the_next_one_in(line):
    with pytest.raises(ZeroDivisionError), line.turn() as turn:
        turn.start()
        raise ZeroDivisionError
    served: list[str] = []
    visitor = Visitor(line, "next", served)
    assert visitor.at_desk.wait(PATIENCE)
    end([visitor])


def test_a_photo_that_takes_long_to_decode_lets_others_pass(line):
    served: list[str] = []
    with line.turn() as slow:
        slow.approach(lambda before: None)
        quick = Visitor(line, "quick", served)
        assert quick.at_desk.wait(PATIENCE)
        end([quick])
        slow.start()
    assert served == ["quick"]

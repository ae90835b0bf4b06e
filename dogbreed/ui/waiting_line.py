"""First come, first served: the line in which all visitors wait for the networks."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count

NEXT = 1
"""Photos before one's own, at most, when it is time to decode it: the network is still busy with another photo."""
REPORT_EVERY = 0.5
"""Seconds after which a visitor who waits is told the place again."""


class WaitingLine:
    """A line in which everybody has one turn at a time, so that a folder of photos lets others in after each photo."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tickets = count()
        self._turns: list[Turn] = []

    def ticket(self) -> int:
        """A number that keeps a place in the line, also while nobody waits there."""
        return next(self._tickets)

    @contextmanager
    def turn(self, ticket: int | None = None) -> Iterator["Turn"]:
        """Join the line and, however the block ends, leave it.

        Args:
            ticket: Taken earlier, for a place before all later ones; None: the last place.
        """
        turn = Turn(self._lock, self._turns, self.ticket() if ticket is None else ticket)
        with self._lock:
            self._turns.append(turn)
            self._turns.sort(key=Turn.order)
        try:
            yield turn
        finally:
            turn.end()


class Turn:
    """One place in a line, made by `WaitingLine.turn`.

    Args:
        lock: Of the line.
        turns: All turns of the line in their order, the one that is served first.
        ticket: The number that decides on the order.

    Attributes:
        ready: Whether the photo is decoded and only the networks are waited for.
    """

    def __init__(self, lock: threading.Lock, turns: list["Turn"], ticket: int) -> None:
        self._lock, self._turns, self._ticket = lock, turns, ticket
        self._moved = threading.Condition(lock)
        self.ready = self._served = False

    def order(self) -> tuple[bool, int]:
        """Sorts the turns of a line."""
        return not self._served, self._ticket

    def approach(self, report: Callable[[int], None]) -> None:
        """Wait until it is time to decode.

        Args:
            report: Called while waiting with the number of turns before this one; what it raises ends the waiting.
        """
        while True:
            with self._lock:
                if self._before() > NEXT:
                    self._moved.wait(REPORT_EVERY)
                before = self._before()
            if before <= NEXT:
                return
            report(before)

    def start(self) -> None:
        """Wait to be served: whoever still decodes lets others pass."""
        with self._lock:
            self.ready = True
            self._moved.wait_for(self._is_first)
            self._served = True
            self._turns.sort(key=Turn.order)

    def end(self) -> None:
        """Leave the line; nothing if that has been done."""
        with self._lock:
            if self in self._turns:
                self._turns.remove(self)
                self._wake()

    def _before(self) -> int:
        return self._turns.index(self)

    def _is_first(self) -> bool:
        busy = self._turns[0]._served
        return not busy and next(turn for turn in self._turns if turn.ready) is self

    def _wake(self) -> None:
        ready = [turn for turn in self._turns if turn.ready and not turn._served]
        for turn in {*self._turns[: NEXT + 1], *ready[:1]}:
            turn._moved.notify()

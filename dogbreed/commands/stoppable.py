"""Ctrl-C ends long work between two steps, so that what was begun is finished."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event
from typing import Any


@contextmanager
def stoppable() -> Iterator[Callable[[], bool]]:
    """Hands out the question whether somebody wants to stop; a second Ctrl-C does not wait for the step to end."""
    asked = Event()

    def stop(*_: Any) -> None:
        asked.set()
        signal.signal(signal.SIGINT, before)

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield asked.is_set
    finally:
        signal.signal(signal.SIGINT, before)

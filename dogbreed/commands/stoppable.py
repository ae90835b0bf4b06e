"""Ctrl-C and SIGTERM: end at once while a command loads, and after the current photo once it answers."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

SIGNALS = (signal.SIGINT, signal.SIGTERM)
_STOPPED = b"Stopped.\n"


@contextmanager
def ending_at_once() -> Iterator[None]:
    """End the process with a line in place of a traceback, for work that leaves nothing half done, such as imports.

    An exception would not do: libraries that are being imported catch it or turn it into another one.
    """

    def end(number: int, _: FrameType | None) -> None:
        os.write(2, _STOPPED)
        os._exit(exit_status(number))

    with _handlers(end):
        yield


class Stop:
    """Whether the user or the system asked to stop.

    Attributes:
        status: Exit status for it, 130 after Ctrl-C and 143 after SIGTERM; None: go on.
    """

    status: int | None = None


@contextmanager
def stoppable() -> Iterator[Stop]:
    """Yield a `Stop` to look at between two photos; what is asked a second time happens at once."""
    stop = Stop()

    def ask(number: int, _: FrameType | None) -> None:
        stop.status = exit_status(number)
        signal.signal(number, before[number])

    with _handlers(ask) as before:
        yield stop


@contextmanager
def _handlers(handler: Any) -> Iterator[dict[int, Any]]:
    """Set a handler for the signals; yields those from before, which are set again at the end."""
    before: dict[int, Any] = {}
    try:
        for number in SIGNALS:
            before[number] = signal.signal(number, handler)
        yield before
    finally:
        for changed, former in before.items():
            signal.signal(changed, former)


def exit_status(number: int) -> int:
    """The exit status of a process that a signal ended, as shells give it."""
    return 128 + number


def say_stopped() -> int:
    """Write on stderr that Ctrl-C ended the command, and return the exit status."""
    sys.stderr.write(_STOPPED.decode())
    return exit_status(signal.SIGINT)

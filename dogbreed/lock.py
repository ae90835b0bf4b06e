"""One process at a time."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from dogbreed.errors import DogbreedError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

POLL = 0.1


@contextmanager
def held(path: Path, busy: str, patience: float = 0) -> Iterator[None]:
    """Hold a lock file, which the system lets go when the process ends, however it ends.

    Args:
        path: The file; made if it is not there, and left there.
        busy: What to say if somebody else holds it.
        patience: Seconds to wait for them first.

    Raises:
        DogbreedError: Somebody else still holds it.
    """
    deadline = time.monotonic() + patience
    with path.open("ab") as file:
        while not _taken(file):
            if time.monotonic() >= deadline:
                raise DogbreedError(busy)
            time.sleep(POLL)
        yield


def _taken(file: BinaryIO) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True

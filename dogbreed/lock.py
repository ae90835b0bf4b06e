"""A lock file that lets one process at a time do something."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from dogbreed.errors import DogbreedError


@contextmanager
def held(path: Path, busy: str, patience: float = 0) -> Iterator[None]:
    """Hold a lock file while the block runs. The operating system releases it when the process ends, however it ends.

    Args:
        path: The lock file; created if it does not exist.
        busy: Text of the error if another process holds the lock.
        patience: Seconds to wait for the other process to release it.

    Raises:
        DogbreedError: Another process still holds the lock.
    """
    lock = FileLock(path, timeout=patience)
    try:
        lock.acquire()
    except Timeout as problem:
        raise DogbreedError(busy) from problem
    try:
        yield
    finally:
        lock.release()

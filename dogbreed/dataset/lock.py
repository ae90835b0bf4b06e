"""One download a folder at a time."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dogbreed.errors import DogbreedError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold a lock file, which the system lets go when the process ends, however it ends.

    Raises:
        DogbreedError: Somebody else holds it.
    """
    with path.open("ab") as file:
        try:
            if sys.platform == "win32":
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            raise DogbreedError(
                f"Another download works in {path.parent} at this moment: wait for it, or stop it and call again."
            ) from problem
        yield

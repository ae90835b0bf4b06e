"""Disk cache of fetched photos.

It stores plain files under the photos' names, so that it can be filled, read and cleaned by hand, and a fetch that is
written by one process is complete for all others.
"""

import tempfile
import time
from pathlib import Path
from threading import Lock

ABSENT = b""
"""Stored for a photo that the collection does not have."""


class PhotoCache:
    """A folder of photos, shared by threads and processes. Writes are atomic; the oldest files are evicted first.

    If the disk is full or cannot be written, nothing is stored and no error is raised.

    Args:
        folder: Folder of the photos; created when the first one is stored.
        capacity: Largest total size in bytes.
        forget: Seconds after which an absent photo is no longer remembered as absent.
    """

    def __init__(self, folder: Path, capacity: int = 500_000_000, forget: float = 86_400.0) -> None:
        self.folder = folder
        self.capacity = capacity
        self.forget = forget
        self._size: int | None = None
        self._lock = Lock()

    def get(self, name: str) -> bytes | None:
        """The photo, `ABSENT` if the collection did not have it lately, None if it is not in the cache."""
        path = self.folder / name
        try:
            data = path.read_bytes()
            known = bool(data) or time.time() - path.stat().st_mtime < self.forget
        except OSError:
            return None
        return data if known else None

    def put(self, name: str, data: bytes) -> None:
        """Store a photo, or `ABSENT`, under a name such as "hound-afghan/n02088094_1003.jpg"."""
        path = self.folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
                unfinished = Path(file.name)
                try:
                    file.write(data)
                    file.close()
                    unfinished.replace(path)
                finally:
                    unfinished.unlink(missing_ok=True)
            self._make_room(len(data))
        except OSError:
            return

    def _make_room(self, added: int) -> None:
        """Count the added bytes; above the capacity, delete the oldest files until a tenth is free."""
        with self._lock:
            if self._size is not None and self._size + added <= self.capacity:
                self._size += added
                return
            files = [(path, path.stat()) for path in self.folder.rglob("*") if path.is_file()]
            self._size = sum(stat.st_size for _, stat in files)
            if self._size <= self.capacity:
                return
            for path, stat in sorted(files, key=lambda entry: entry[1].st_mtime):
                if self._size <= 0.9 * self.capacity:
                    break
                path.unlink(missing_ok=True)
                self._size -= stat.st_size

"""The Dog CEO collection (https://dog.ceo/dog-api/): the dataset's photos by file name, and some by visitors."""

import io
import json
import re
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import cache
from pathlib import Path
from threading import Lock

import requests
from PIL import Image

from dogbreed.settings import settings

NAME = re.compile(r"\w[\w.-]*\.(jpe?g|png)", re.ASCII | re.IGNORECASE)
PROBE = "hound-afghan/n02088094_1003.jpg"
WORKERS = 8
LARGEST = 8 << 20  # bytes; the collection takes no photo over 300 kB, Stanford's own reach 4 MB
CHUNK = 1 << 10
MISSING = (403, 404, 410)
"""Statuses of a photo that the collection does not have."""
ABSENT = b""
"""Stored for a photo that the collection does not have."""


class DogCeo:
    """A client that fetches photos for many threads at once; no call takes longer than the limit.

    Photos are cached on disk, and so is the fact that the collection does not have a photo. After a failed connection
    no request is sent for a while: every call returns at once with what the cache holds. A response that is not a photo
    counts as a failure too: it comes from something in between, such as the login page of a public network.

    Args:
        images: Base address of the photos, "https://images.dog.ceo/breeds".
        api: Base address of the API, "https://dog.ceo/api".
        folder: Folder of the cache.
        limit: Longest duration of a call in seconds, DNS look-up included.
        silence: Seconds without requests after a failure; a successful request proves for as long that it is reachable.
    """

    def __init__(self, images: str, api: str, folder: Path, limit: float = 3.0, silence: float = 60.0) -> None:
        self.images = images
        self.api = api
        self.limit = limit
        self.silence = silence
        self._cache = PhotoCache(folder)
        self._session = requests.Session()
        self._pool = ThreadPoolExecutor(WORKERS, "dog-ceo")
        self._lock = Lock()
        self._running: dict[str, Future[bytes | None]] = {}
        self._listings: dict[str, list[str]] = {}
        self._silent_until = self._alive_until = -float("inf")

    @property
    def silent(self) -> bool:
        """Whether requests are paused after a failure."""
        return time.monotonic() < self._silent_until

    def reachable(self) -> bool:
        """Whether the collection can be reached; it sends at most one request per `silence` seconds."""
        if not self.silent and time.monotonic() >= self._alive_until:
            self._finish({PROBE: self._start(PROBE, self._fetch)})
        return not self.silent

    def photos(self, paths: Iterable[str]) -> dict[str, bytes]:
        """Fetch photos in parallel.

        Args:
            paths: Paths in the collection, "hound-afghan/n02088094_1003.jpg".

        Returns:
            The bytes of the photos that arrived within the limit. A download that takes longer continues in the
            background and fills the cache.
        """
        found = {path: self._cache.get(path) for path in dict.fromkeys(paths)}
        if not self.silent:
            asked = {path: self._start(path, self._fetch) for path, data in found.items() if data is None}
            found.update(self._finish(asked))
        return {path: data for path, data in found.items() if data}

    def listing(self, folder: str) -> list[str]:
        """The names of all photos in a breed's folder ("hound-afghan"); empty if they cannot be fetched now."""
        if folder not in self._listings and not self.silent:
            url = f"{self.api}/breed/{folder.replace('-', '/')}/images"
            body = self._finish({url: self._start(url, self._get)}).get(url)
            if names := _names(body or b"", folder):
                self._listings[folder] = names
        return self._listings.get(folder, [])

    def _start(self, key: str, task: Callable[[str], bytes | None]) -> Future[bytes | None]:
        """Run a task in the background; callers that ask for the same key at the same time share one task."""
        with self._lock:
            future = self._running.get(key)
            if future is None:
                future = self._running[key] = self._pool.submit(task, key)
                future.add_done_callback(lambda _: self._running.pop(key, None))
            return future

    def _finish(self, asked: dict[str, Future[bytes | None]]) -> dict[str, bytes | None]:
        """The results that arrived within the limit; if none did, it counts as a failure."""
        done, late = wait(asked.values(), timeout=self.limit)
        if late and not done:
            self._fail()
        return {key: future.result() for key, future in asked.items() if future in done}

    def _fetch(self, path: str) -> bytes | None:
        """Fetch a photo and cache it; `ABSENT` if the collection does not have it, None after a failure."""
        data = self._get(f"{self.images}/{path}")
        if data and not is_photo(data):
            self._fail()
            return None
        if data is not None:
            self._cache.put(path, data)
            self._alive_until = time.monotonic() + self.silence
        return data

    def _get(self, url: str) -> bytes | None:
        """The body of a response; `ABSENT` for a missing file, None after a failure or while requests are paused."""
        if self.silent:
            return None
        try:
            return self._download(url)
        except requests.RequestException:
            self._fail()
            return None

    def _download(self, url: str) -> bytes:
        deadline = time.monotonic() + self.limit
        body = bytearray()
        with self._session.get(url, timeout=(self.limit / 2, self.limit), stream=True) as response:
            if response.status_code in MISSING:
                return ABSENT
            response.raise_for_status()
            for chunk in response.iter_content(CHUNK):
                body += chunk
                if len(body) > LARGEST or time.monotonic() > deadline:
                    raise requests.Timeout
        if not body:
            raise requests.RequestException
        return bytes(body)

    def _fail(self) -> None:
        self._silent_until = time.monotonic() + self.silence


@cache
def dog_ceo() -> DogCeo:
    """The client of this process, shared by all visitors: after a failure none of them waits for the next one."""
    chosen = settings()
    return DogCeo(chosen.dog_ceo_images, chosen.dog_ceo_api, chosen.cache_dir / "dog-ceo")


def _names(answer: bytes, folder: str) -> list[str]:
    """The names in a response of the API, of this folder only: the list of "collie" contains "collie-border" too."""
    try:
        urls = json.loads(answer)["message"]
    except (ValueError, KeyError, TypeError):
        return []
    if not isinstance(urls, list):
        return []
    parts = [url.rsplit("/", 2) for url in urls if isinstance(url, str)]
    return [part[-1] for part in parts if part[-2:-1] == [folder] and NAME.fullmatch(part[-1])]


def is_photo(data: bytes) -> bool:
    """Whether the data start with the header of an image file."""
    try:
        Image.open(io.BytesIO(data)).close()
    except (OSError, Image.DecompressionBombError):
        return False
    return True


class PhotoCache:
    """A folder of photos, shared by threads and processes. Writes are atomic; the oldest files are evicted first.

    It stores plain files under the photos' names, so that it can be filled, read and cleaned by hand.
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

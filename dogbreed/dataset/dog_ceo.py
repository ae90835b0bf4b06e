"""The Dog CEO collection (https://dog.ceo/dog-api/): Stanford's photos under Stanford's names, and some by visitors."""

import io
import json
import re
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import cache
from pathlib import Path
from threading import Lock

import requests
from PIL import Image

from dogbreed.dataset.photo_cache import ABSENT, PhotoCache
from dogbreed.settings import settings

NAME = re.compile(r"\w[\w.-]*\.(jpe?g|png)", re.ASCII | re.IGNORECASE)
PROBE = "hound-afghan/n02088094_1003.jpg"
WORKERS = 8
LARGEST = 8 << 20  # bytes; the collection takes no photo over 300 kB, Stanford's own reach 4 MB
CHUNK = 1 << 10


class Mirror:
    """Photos over HTTP for many threads at once, which nobody waits for longer than the limit.

    What comes is kept on disk, and so is what the collection does not have. One failed connection silences the source:
    until the silence is over every call answers at once from the disk. An answer that is no photo counts as a failure,
    since it comes from something that stands between, such as the sign-in page of a hotel.

    Args:
        images: Address of the photos, "https://images.dog.ceo/breeds".
        api: Address of the lists, "https://dog.ceo/api".
        folder: Where photos are kept.
        limit: Seconds that a call may take in all, looking up the host included.
        silence: Seconds without a question after a failed connection; a proof of life holds as long.
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
        """Whether a connection failed a moment ago."""
        return time.monotonic() < self._silent_until

    def reachable(self) -> bool:
        """Whether the collection answers; asked over the network at most once a minute."""
        if not self.silent and time.monotonic() >= self._alive_until:
            self._finish({PROBE: self._start(PROBE, self._fetch)})
        return not self.silent

    def photos(self, paths: Iterable[str]) -> dict[str, bytes]:
        """The photos among `paths` ("hound-afghan/n02088094_1003.jpg") that came within the limit.

        What is late goes on coming in the background and is there the next time.
        """
        found = {path: self._cache.get(path) for path in dict.fromkeys(paths)}
        if not self.silent:
            asked = {path: self._start(path, self._fetch) for path, data in found.items() if data is None}
            found.update(self._finish(asked))
        return {path: data for path, data in found.items() if data}

    def listing(self, folder: str) -> list[str]:
        """The names of all photos in a breed's folder ("hound-afghan"); empty if they cannot be had now."""
        if folder not in self._listings and not self.silent:
            url = f"{self.api}/breed/{folder.replace('-', '/')}/images"
            body = self._finish({url: self._start(url, self._get)}).get(url)
            if names := _names(body or b"", folder):
                self._listings[folder] = names
        return self._listings.get(folder, [])

    def _start(self, key: str, task: Callable[[str], bytes | None]) -> Future[bytes | None]:
        """Run a task in the background, once for all who ask for the same at the same time."""
        with self._lock:
            future = self._running.get(key)
            if future is None:
                future = self._running[key] = self._pool.submit(task, key)
                future.add_done_callback(lambda _: self._running.pop(key, None))
            return future

    def _finish(self, asked: dict[str, Future[bytes | None]]) -> dict[str, bytes | None]:
        """What came within the limit; if nothing did, the source has failed."""
        done, late = wait(asked.values(), timeout=self.limit)
        if late and not done:
            self._fail()
        return {key: future.result() for key, future in asked.items() if future in done}

    def _fetch(self, path: str) -> bytes | None:
        """A photo, now on disk too; `ABSENT` if there is none, None if the source failed."""
        data = self._get(f"{self.images}/{path}")
        if data and not _is_photo(data):
            self._fail()
            return None
        if data is not None:
            self._cache.put(path, data)
            self._alive_until = time.monotonic() + self.silence
        return data

    def _get(self, url: str) -> bytes | None:
        """The body of an answer; `ABSENT` if nothing is there, None if the source failed or is silent."""
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
            if response.status_code in (403, 404, 410):
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
def mirror() -> Mirror:
    """The one of this process: a connection that failed for one visitor is not tried for the others."""
    chosen = settings()
    return Mirror(chosen.dog_ceo_images, chosen.dog_ceo_api, chosen.cache_dir / "dog-ceo")


def _names(answer: bytes, folder: str) -> list[str]:
    """The names in an answer of the API that lie in the folder itself: collie's list has the border collies too."""
    try:
        urls = json.loads(answer)["message"]
    except (ValueError, KeyError, TypeError):
        return []
    if not isinstance(urls, list):
        return []
    parts = [url.rsplit("/", 2) for url in urls if isinstance(url, str)]
    return [part[-1] for part in parts if part[-2:-1] == [folder] and NAME.fullmatch(part[-1])]


def _is_photo(data: bytes) -> bool:
    """Whether the head of the data is that of a photo."""
    try:
        Image.open(io.BytesIO(data)).close()
    except (OSError, Image.DecompressionBombError):
        return False
    return True

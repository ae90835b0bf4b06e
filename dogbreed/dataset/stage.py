"""The photos for a talk: a few hundred photos kept in the folder of the dataset, for use without internet.

They stand in `stage/` under the names of the dataset. A download of the whole dataset takes their place.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import requests
from requests.adapters import HTTPAdapter, Retry

from dogbreed.atomic import atomic_write
from dogbreed.dataset.dog_ceo import MISSING, WORKERS, is_photo
from dogbreed.dataset.files import STAGE, is_complete, staged_path
from dogbreed.dataset.sources import dog_ceo_path, local_photo
from dogbreed.errors import DogbreedError
from dogbreed.lock import held
from dogbreed.progress import ProgressCallback, no_progress
from dogbreed.settings import settings

TIMEOUT = (5, 15)
"""Seconds to connect, seconds without a byte."""
AGAIN = Retry(3, backoff_factor=0.5, status_forcelist=(408, 429, 500, 502, 503, 504))
"""Waits 0.5, 1 and 2 s."""
KEPT = "The photos that have arrived are kept: the next try goes on from there."


def stage(files: Sequence[str], data_dir: Path, report: ProgressCallback = no_progress) -> int:
    """Keep photos for a talk: from the local dataset where it is, else from Dog CEO, several at once.

    Photos that are there already are not fetched again, so that a call that is interrupted is resumed by the next.

    Args:
        files: Names of the photos as in the table of photos, the most important first.
        data_dir: Folder of the dataset. If it holds the whole dataset, nothing is to be done.
        report: Called with the number of photos that are there.

    Returns:
        How many of the photos are there now; Dog CEO may lack some.

    Raises:
        DogbreedError: Dog CEO cannot be reached, or the folder cannot be written; the text says what to do.
    """
    if is_complete(data_dir):
        return len(files)
    missing = [file for file in files if not staged_path(data_dir, file).is_file()]
    there = len(files) - len(missing)
    try:
        (data_dir / STAGE).mkdir(parents=True, exist_ok=True)
        with held(data_dir / STAGE / "lock", "The photos for a talk are being fetched already."):
            for done, found in enumerate(_found(missing, data_dir), len(files) - len(missing) + 1):
                there += found
                report("photos for a talk", done, len(files))
    except OSError as problem:
        raise DogbreedError(
            f"{data_dir / STAGE} cannot be written ({problem.strerror or problem}). {KEPT}"
        ) from problem
    return there


def _found(files: Sequence[str], data_dir: Path) -> Iterator[bool]:
    """Store each photo; whether it was found, in the order of `files`."""
    session = requests.Session()
    for prefix in ("http://", "https://"):
        session.mount(prefix, HTTPAdapter(pool_maxsize=WORKERS, max_retries=AGAIN))
    with session, ThreadPoolExecutor(WORKERS, "stage") as pool:
        try:
            yield from pool.map(partial(_store, session, data_dir), files)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _store(session: requests.Session, data_dir: Path, file: str) -> bool:
    data = local_photo(file) or _fetched(session, file)
    if data:
        atomic_write(staged_path(data_dir, file), lambda path: path.write_bytes(data))
    return data is not None


def _fetched(session: requests.Session, file: str) -> bytes | None:
    """The photo from Dog CEO; None if it does not have it."""
    path = dog_ceo_path(file)
    if path is None:
        return None
    try:
        response = session.get(f"{settings().dog_ceo_images}/{path}", timeout=TIMEOUT)
        if response.status_code in MISSING:
            return None
        response.raise_for_status()
    except requests.RequestException as problem:
        raise DogbreedError(f"dog.ceo could not be reached: check the internet connection. {KEPT}") from problem
    if not is_photo(response.content):
        raise DogbreedError(f"What answers is not dog.ceo: does this network ask for a login first? {KEPT}")
    return response.content

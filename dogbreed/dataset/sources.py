"""Photos by file name: from the local dataset, else from the photos for a talk, else from the Dog CEO collection.

If none has a photo, the pages show a placeholder (`dogbreed.dataset.placeholder`).
"""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

import numpy as np

from dogbreed.breeds import Breed, breed
from dogbreed.dataset.dog_ceo import dog_ceo
from dogbreed.dataset.files import STAGE, is_complete, photo_path, staged_path
from dogbreed.dataset.index import load_index
from dogbreed.errors import DogbreedError
from dogbreed.settings import settings

PHOTO = re.compile(r"(n\d{8})-[\w-]+/(\1_\d+\.jpg)", re.ASCII)
DRAWS = 3
"""Attempts to fetch a random photo."""
STAGED_DRAWS = 2
"""Test photos of a breed, the first in the table of photos, that a random one is drawn from among those for a talk. The
others for a talk are chosen by what the networks say of them, so that a round with them would not be fair."""


@dataclass(frozen=True)
class SourcedPhoto:
    """A photo of a known breed.

    Attributes:
        data: Bytes of the file.
        file: "n02088094-Afghan_hound/n02088094_1003.jpg".
        breed: The breed that it shows.
        source: Where it was read or fetched from.
        url: Its address; None for a local photo.
    """

    data: bytes
    file: str
    breed: Breed
    source: Literal["local", "Dog CEO"]
    url: str | None = None


def available() -> Literal["local", "Dog CEO", "none"]:
    """Where all photos are available now; takes 3 s at most, once per minute."""
    if is_complete(settings().data_dir):
        return "local"
    return "Dog CEO" if dog_ceo().reachable() else "none"


def drawable() -> bool:
    """Whether `random_photo` has photos to draw from now; takes 3 s at most, once per minute."""
    return any((settings().data_dir / STAGE).glob("n*/n*.jpg")) or available() != "none"


def offered(files: Sequence[str]) -> Sequence[str]:
    """Those photos that may be shown now: all while a source has all, else those on disk; all if none of them is."""
    if available() != "none":
        return files
    return [file for file in files if staged_path(settings().data_dir, file).is_file()] or files


def local_photo(file: str) -> bytes | None:
    """The bytes of a photo of the local dataset or of those for a talk, None if it does not exist.

    Names come from query parameters too: only those like "n02088094-Afghan_hound/n02088094_1003.jpg" are opened.
    """
    if not PHOTO.fullmatch(file):
        return None
    for path in (photo_path, staged_path):
        with suppress(OSError):
            return path(settings().data_dir, file).read_bytes()
    return None


def dog_ceo_photos(files: Iterable[str]) -> dict[str, bytes]:
    """The photos that Dog CEO delivers within 3 s, by name; they are fetched in parallel."""
    paths = {file: path for file in files if (path := dog_ceo_path(file))}
    found = dog_ceo().photos(paths.values())
    return {file: found[path] for file, path in paths.items() if path in found}


def photo(file: str) -> bytes | None:
    """The bytes of a photo from the first source that has it, else None."""
    return photos([file]).get(file)


def photos(files: Iterable[str]) -> dict[str, bytes]:
    """All available photos by name, in the order of `files`; those that are not local are fetched in parallel."""
    wanted = dict.fromkeys(files)
    local = {file: data for file in wanted if (data := local_photo(file))}
    fetched = dog_ceo_photos(file for file in wanted if file not in local)
    return {file: data for file in wanted if (data := local.get(file) or fetched.get(file))}


def random_photo(breed: Breed, rng: np.random.Generator) -> SourcedPhoto | None:
    """A random photo of a breed that no network was trained on.

    Args:
        breed: The breed.
        rng: Source of the choice.

    Returns:
        A test photo of the local dataset, else of those for a talk, else a photo of Dog CEO outside the training split;
        None if none is available now.
    """
    index = load_index()
    of_breed = index[index["wnid"] == breed.wnid]
    trained = of_breed["split"] == "train"
    tested, data_dir = of_breed["file"][~trained].tolist(), settings().data_dir
    staged = [file for file in tested[:STAGED_DRAWS] if staged_path(data_dir, file).is_file()]
    if here := tested if is_complete(data_dir) else staged:
        file = _drawn(here, rng)
        if data := local_photo(file):
            return SourcedPhoto(data, file, breed, "local")
    known = {file.rpartition("/")[2] for file in of_breed["file"][trained]}
    unknown = [name for name in dog_ceo().listing(breed.dog_ceo) if name not in known]
    for _ in range(DRAWS if unknown else 0):
        name = _drawn(unknown, rng)
        path = f"{breed.dog_ceo}/{name}"
        if data := dog_ceo().photos([path]).get(path):
            return SourcedPhoto(data, f"{breed.folder}/{name}", breed, "Dog CEO", f"{dog_ceo().images}/{path}")
    return None


def _drawn(names: Sequence[str], rng: np.random.Generator) -> str:
    return names[int(rng.integers(len(names)))]


def dog_ceo_path(file: str) -> str | None:
    """Path of a photo in the Dog CEO collection: "hound-afghan/n02088094_1003.jpg"."""
    match = PHOTO.fullmatch(file)
    if not match:
        return None
    try:
        return f"{breed(match[1]).dog_ceo}/{match[2]}"
    except DogbreedError:
        return None

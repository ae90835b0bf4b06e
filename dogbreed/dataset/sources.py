"""Where a photo of the dataset comes from: the disk, else the Dog CEO collection; `card` is for when neither has it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from dogbreed.breeds import Breed, breed
from dogbreed.dataset.dog_ceo import mirror
from dogbreed.dataset.index import load_index
from dogbreed.dataset.paths import is_complete, photo_path
from dogbreed.dataset.placeholder import card
from dogbreed.errors import DogbreedError
from dogbreed.settings import settings

__all__ = [
    "SourcedPhoto",
    "available",
    "card",
    "local_photo",
    "mirror_photo",
    "mirror_photos",
    "photo",
    "photos",
    "random_photo",
]

PHOTO = re.compile(r"(n\d{8})-[\w-]+/(\1_\d+\.jpg)", re.ASCII)
DRAWS = 3


@dataclass(frozen=True)
class SourcedPhoto:
    """A photo whose breed is known.

    Attributes:
        data: The file's bytes, not decoded.
        file: "n02088094-Afghan_hound/n02088094_1003.jpg".
        breed: What it shows.
        source: Where it came from.
        url: Its address, None if it came from the disk.
    """

    data: bytes
    file: str
    breed: Breed
    source: Literal["local", "Dog CEO"]
    url: str | None = None


def available() -> Literal["local", "mirror", "none"]:
    """Where photos can be had at this moment; waits 3 s at most, and only once a minute."""
    if is_complete(settings().data_dir):
        return "local"
    return "mirror" if mirror().reachable() else "none"


def local_photo(file: str) -> bytes | None:
    """The bytes of a photo on disk, None if it is not there or `file` is not the name of one.

    File names also come from links, so nothing but "n02088094-Afghan_hound/n02088094_1003.jpg" is opened.
    """
    if not PHOTO.fullmatch(file):
        return None
    try:
        return photo_path(settings().data_dir, file).read_bytes()
    except OSError:
        return None


def mirror_photo(file: str) -> bytes | None:
    """The bytes of the same photo at Dog CEO, None if it is not there or does not come within 3 s."""
    return mirror_photos([file]).get(file)


def mirror_photos(files: Iterable[str]) -> dict[str, bytes]:
    """Those of the photos that come from Dog CEO within 3 s, fetched at once."""
    paths = {file: path for file in files if (path := _mirror_path(file))}
    found = mirror().photos(paths.values())
    return {file: found[path] for file, path in paths.items() if path in found}


def photo(file: str) -> bytes | None:
    """The bytes of a photo from the disk, else from Dog CEO, else None."""
    return photos([file]).get(file)


def photos(files: Iterable[str]) -> dict[str, bytes]:
    """Those of the photos that can be had, in the order of `files`, all missing ones fetched at once."""
    wanted = dict.fromkeys(files)
    local = {file: data for file in wanted if (data := local_photo(file))}
    fetched = mirror_photos(file for file in wanted if file not in local)
    return {file: data for file in wanted if (data := local.get(file) or fetched.get(file))}


def random_photo(breed: Breed, rng: np.random.Generator) -> SourcedPhoto | None:
    """A photo of a breed that no network was trained on, None if there is no source for one now."""
    index = load_index()
    of_breed = index[index["wnid"] == breed.wnid]
    trained = of_breed["split"] == "train"
    if is_complete(settings().data_dir):
        file = _drawn(of_breed["file"][~trained].tolist(), rng)
        if data := local_photo(file):
            return SourcedPhoto(data, file, breed, "local")
    known = {file.rpartition("/")[2] for file in of_breed["file"][trained]}
    unknown = [name for name in mirror().listing(breed.dog_ceo) if name not in known]
    for _ in range(DRAWS if unknown else 0):
        name = _drawn(unknown, rng)
        path = f"{breed.dog_ceo}/{name}"
        if data := mirror().photos([path]).get(path):
            return SourcedPhoto(data, f"{breed.folder}/{name}", breed, "Dog CEO", f"{mirror().images}/{path}")
    return None


def _drawn(names: Sequence[str], rng: np.random.Generator) -> str:
    return names[int(rng.integers(len(names)))]


def _mirror_path(file: str) -> str | None:
    """A photo's path at Dog CEO, "hound-afghan/n02088094_1003.jpg"."""
    match = PHOTO.fullmatch(file)
    if not match:
        return None
    try:
        return f"{breed(match[1]).dog_ceo}/{match[2]}"
    except DogbreedError:
        return None

"""Near-duplicates: pairs of photos whose perceptual hashes differ in few bits.

The hash (pHash: signs of the lowest DCT frequencies) changes little when a photo is resized, compressed, brightened or
slightly cropped. The hashes of two unrelated photos differ in about half of their bits.
"""

from functools import cache, partial
from pathlib import Path

import numpy as np
import pandas as pd

from dogbreed.dataset.csv_table import read_table
from dogbreed.dataset.files import photo_path
from dogbreed.errors import DogbreedError
from dogbreed.resumable import ResumableArray

DUPLICATES_FILE = Path(__file__).with_name("duplicates.csv")
COLUMNS = ("file", "other", "distance")
SIDE = 16
BITS = SIDE * SIDE
WORDS = BITS // 64
LIMIT = 62
"""Largest number of differing bits, of 256, of a near-duplicate. Nearly all of the 83 pairs of Stanford Dogs up to this
number were inspected and show one picture, or the same dog moments later; from 64 on there are pairs of different
dogs."""
FIND_THEM = "find them again with `python -m dogbreed data duplicates`, or get the committed file back."


def perceptual_hash(path: Path) -> np.ndarray:
    """The pHash of a photo, uint64 [4].

    Raises:
        DogbreedError: The photo is missing or damaged; the text names it.
    """
    import imagehash  # noqa: PLC0415 - the page reads the pairs without it
    from PIL import Image  # noqa: PLC0415

    try:
        with Image.open(path) as photo:
            bits = imagehash.phash(photo, hash_size=SIDE).hash
    except OSError as problem:
        raise DogbreedError(f"The photo {path} cannot be read: download the dataset again.") from problem
    return np.packbits(bits).view(np.uint64)


def hash_photos(data_dir: Path, files: list[str], work_dir: Path) -> np.ndarray:
    """The hashes of photos, uint64 [photos, 4], with a progress bar; resumes where it was stopped.

    Args:
        data_dir: Folder of the dataset.
        files: Names of the photos as in the table of photos.
        work_dir: Folder in which the hashes are stored.
    """
    array = ResumableArray(work_dir / "duplicates" / f"hashes-{len(files)}.bin", (len(files), WORDS), np.uint64)
    load = partial(_hash_of, data_dir)
    return array.fill(files, load, lambda row: row, "perceptual hashes")


def near_duplicates(files: list[str], hashes: np.ndarray, limit: int = LIMIT) -> pd.DataFrame:
    """Every pair whose hashes differ in at most `limit` bits.

    Args:
        files: Names of the photos.
        hashes: Hashes of the same photos, uint64 [photos, words].
        limit: Largest number of differing bits.

    Returns:
        The columns `file`, `other` and `distance` (differing bits), sorted by distance.
    """
    pairs = []
    for row in range(len(files) - 1):
        distances = np.bitwise_count(hashes[row + 1 :] ^ hashes[row]).sum(axis=1, dtype=np.int64)
        pairs += [(files[row], files[row + 1 + at], int(distances[at])) for at in np.flatnonzero(distances <= limit)]
    return pd.DataFrame(pairs, columns=list(COLUMNS)).sort_values("distance", kind="stable", ignore_index=True)


@cache
def load_duplicates(path: Path = DUPLICATES_FILE) -> pd.DataFrame:
    """The committed table of `near_duplicates`, cached: copy it before changing it.

    Raises:
        DogbreedError: The file is missing, damaged or has other columns.
    """
    return read_table(path, COLUMNS, "near-duplicates", FIND_THEM)


def _hash_of(data_dir: Path, file: str) -> np.ndarray:
    return perceptual_hash(photo_path(data_dir, file))

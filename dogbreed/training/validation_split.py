"""The validation split: a fixed part of the official training photos."""

import hashlib

import pandas as pd

from dogbreed.breeds import BREEDS

VALIDATION_PHOTOS_PER_BREED = 10


def training_photos(index: pd.DataFrame, held_out: int = VALIDATION_PHOTOS_PER_BREED) -> pd.DataFrame:
    """The official training photos with a column `validation`, true for `held_out` photos per breed.

    Validation photos are those whose file names have the smallest SHA-1, which is reproducible and independent of the
    content. A breed with fewer than twice as many photos gives half of them.

    Args:
        index: The table of `dogbreed.dataset.index`.
        held_out: Validation photos per breed.
    """
    photos = index[index["split"] == "train"].reset_index(drop=True)
    digest = photos["file"].map(lambda file: hashlib.sha1(file.encode(), usedforsecurity=False).hexdigest())
    by_breed = digest.groupby(photos["wnid"])
    limit = (by_breed.transform("size") // 2).clip(upper=held_out)
    return photos.assign(validation=by_breed.rank() <= limit)


def every(step: int) -> tuple[str, ...]:
    """WordNet ids of every `step`-th breed. WordNet orders breeds by kind, so the selection covers all kinds."""
    return tuple(breed.wnid for breed in BREEDS[::step])

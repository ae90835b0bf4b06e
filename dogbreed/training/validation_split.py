"""The validation photos, carved out of the official training photos by a fixed rule."""

import hashlib

import pandas as pd

from dogbreed.breeds import BREEDS

VALIDATION_PHOTOS_PER_BREED = 10


def training_photos(index: pd.DataFrame, held_out: int = VALIDATION_PHOTOS_PER_BREED) -> pd.DataFrame:
    """The official training photos with a column `validation`, true for some of each breed.

    They are those whose file names have the smallest SHA-1: fixed for ever, and without relation to what the photos
    show. A breed that has fewer than twice as many photos gives half of them.

    Args:
        index: The table of `dogbreed.dataset.index`.
        held_out: Photos a breed for validation.
    """
    photos = index[index["split"] == "train"].reset_index(drop=True)
    digest = photos["file"].map(lambda file: hashlib.sha1(file.encode(), usedforsecurity=False).hexdigest())
    by_breed = digest.groupby(photos["wnid"])
    limit = (by_breed.transform("size") // 2).clip(upper=held_out)
    return photos.assign(validation=by_breed.rank() <= limit)


def every(step: int) -> tuple[str, ...]:
    """WordNet ids of every so many breeds: WordNet orders them by kind, so these are of all kinds."""
    return tuple(breed.wnid for breed in BREEDS[::step])

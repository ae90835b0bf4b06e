"""Photos of dogs outside the 120 breeds, in a folder that is not part of the dataset.

The folder has the subfolders `other_breeds` and `mixed_breeds`, each with the photos and a `sources.csv` with the
columns `file`, `breed` (a key of `dogbreed.other_breeds`) and `repo` (the collection that a photo comes from).
"""

from pathlib import Path

import pandas as pd

from dogbreed.errors import DogbreedError
from dogbreed.other_breeds import other_breeds

KINDS = ("other_breeds", "mixed_breeds")
SOURCES_FILE = "sources.csv"


def list_other_dogs(folder: Path) -> pd.DataFrame:
    """The photos in a folder.

    Returns:
        One row per photo: `file` (relative to the folder), `breed` (a key of `dogbreed.other_breeds`), `mix` (bool) and
        `source`.

    Raises:
        DogbreedError: A table or a photo is missing, or a breed is not in `dogbreed.other_breeds`.
    """
    tables = []
    for kind in KINDS:
        table = folder / kind / SOURCES_FILE
        if not table.exists():
            raise DogbreedError(f"{table} is missing: unpack the photos of other dogs in {folder}.")
        rows = pd.read_csv(table)
        files = [f"{kind}/{file}" for file in rows["file"]]
        tables.append(pd.DataFrame({"file": files, "breed": rows["breed"], "source": rows["repo"]}))
    photos = pd.concat(tables, ignore_index=True)
    _check(folder, photos)
    return photos.assign(mix=[other_breeds()[key].mix for key in photos["breed"]])


def _check(folder: Path, photos: pd.DataFrame) -> None:
    unnamed = sorted(set(photos["breed"]) - set(other_breeds()))
    if unnamed:
        raise DogbreedError(f"other_breeds.csv has no name for {', '.join(unnamed)}.")
    gone = [file for file in photos["file"] if not (folder / file).exists()]
    if gone:
        raise DogbreedError(f"{len(gone)} photos are missing in {folder}, {gone[0]} for example: unpack them again.")

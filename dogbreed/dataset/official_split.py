"""The official split into train and test, read from the dataset's MATLAB lists."""

import re
from pathlib import Path

from dogbreed.dataset.files import LISTS, annotation_path, photo_path
from dogbreed.errors import DogbreedError

PHOTO_NAME = re.compile(r"n\d{8}-[^/\\]+/[^/\\]+\.jpg")


class IncompleteDatasetError(DogbreedError):
    """The lists contradict each other, or they name photos that are missing."""


def read_split(data_dir: Path) -> dict[str, str]:
    """Map the name of every photo, in the order of the dataset's own list, to "train" or "test".

    Raises:
        IncompleteDatasetError: A list cannot be read, or train and test do not make up the whole.
    """
    every, train, test = (_read_list(data_dir / name) for name in LISTS)
    split = dict.fromkeys(train, "train") | dict.fromkeys(test, "test")
    if len(split) != len(train) + len(test) or sorted(split) != sorted(every):
        raise IncompleteDatasetError(
            f"The lists in {data_dir} contradict each other: {len(train):,} training and {len(test):,} test photos "
            f"do not make up the {len(every):,} of {LISTS[0]}. Download the dataset again."
        )
    return {file: split[file] for file in every}


def check_files(data_dir: Path) -> dict[str, str]:
    """Read the split and check that all its photos and annotations exist and are not empty.

    Raises:
        IncompleteDatasetError: Files are missing; the text says how many and names the first.
    """
    split = read_split(data_dir)
    expected = [place(data_dir, file) for place in (photo_path, annotation_path) for file in split]
    missing = [path for path in expected if not (path.is_file() and path.stat().st_size)]
    if missing:
        raise IncompleteDatasetError(
            f"{len(missing):,} of the {len(expected):,} photos and annotations that the dataset's lists name "
            f"are missing or empty, the first is {missing[0].relative_to(data_dir)}."
        )
    return split


def _read_list(path: Path) -> list[str]:
    """The file names in a MATLAB list: "n02085620-Chihuahua/n02085620_10074.jpg"."""
    from scipy.io import loadmat  # noqa: PLC0415  # the pages import this module, but read no list

    try:
        files = [str(cell[0][0]) for cell in loadmat(path)["file_list"]]
    except Exception as problem:  # a damaged file makes the reader fail in many ways
        raise IncompleteDatasetError(f"{path} cannot be read as a list of photos: download the dataset again.") from (
            problem
        )
    odd = next((file for file in files if not PHOTO_NAME.fullmatch(file)), None)
    if odd is not None or not files:
        raise IncompleteDatasetError(
            f"{path} is not a list of photos: {f'it names {odd!r}' if odd else 'it is empty'}. "
            "Download the dataset again."
        )
    return files

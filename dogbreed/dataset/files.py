"""Files of the dataset: `Images/`, `Annotation/` and the three lists of the official split.

Without the dataset, the folder may hold `stage/`, the photos of `dogbreed.dataset.stage`.
"""

from pathlib import Path

import numpy as np

from dogbreed.errors import DogbreedError
from dogbreed.imaging.decode import decode

IMAGES = "Images"
ANNOTATION = "Annotation"
STAGE = "stage"
LISTS = ("file_list.mat", "train_list.mat", "test_list.mat")


def is_complete(data_dir: Path) -> bool:
    """Whether the folder is a dataset. Five look-ups suffice, since a download is renamed into place as a whole."""
    folders = (data_dir / name for name in (IMAGES, ANNOTATION))
    return all(folder.is_dir() for folder in folders) and all((data_dir / name).is_file() for name in LISTS)


def check_complete(data_dir: Path) -> None:
    """Check that the folder is a dataset.

    Raises:
        DogbreedError: It is not; the text says how to get the dataset.
    """
    if not is_complete(data_dir):
        raise DogbreedError(
            f"There is no dataset in {data_dir}: run `python -m dogbreed data download` first, "
            "or say where it is with DOGBREED_DATA_DIR."
        )


def photo_path(data_dir: Path, file: str) -> Path:
    """Path of the photo `file`, "n02085620-Chihuahua/n02085620_10074.jpg"."""
    return data_dir / IMAGES / file


def staged_path(data_dir: Path, file: str) -> Path:
    """Path of the photo `file` among those for a talk; it exists only if it was fetched."""
    return data_dir / STAGE / file


def annotation_path(data_dir: Path, file: str) -> Path:
    """Path of the annotation of the photo `file`: the same name without its extension."""
    return (data_dir / ANNOTATION / file).with_suffix("")


def read_pixels(photos: Path, file: str) -> np.ndarray:
    """The pixels of a photo, uint8 [height, width, 3] RGB.

    Args:
        photos: The dataset's folder `Images`.
        file: Name of the photo as in the table of photos.

    Raises:
        DogbreedError: The photo is missing or cannot be read.
    """
    path = photos / file
    if not path.exists():
        raise DogbreedError(f"{path} is missing: `python -m dogbreed data download` brings the dataset.")
    return decode(path.read_bytes()).pixels

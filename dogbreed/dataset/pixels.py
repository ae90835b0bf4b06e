"""Read and decode photos of the dataset."""

from pathlib import Path

import numpy as np

from dogbreed.errors import DogbreedError
from dogbreed.imaging.decode import decode


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

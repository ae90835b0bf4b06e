"""The pixels of the dataset's photos."""

from pathlib import Path

import numpy as np

from dogbreed.errors import DogbreedError
from dogbreed.imaging.decode import decode


def read_pixels(photos: Path, file: str) -> np.ndarray:
    """A photo, uint8 [height, width, 3] RGB.

    Args:
        photos: The dataset's folder `Images`.
        file: The photo's name as in the index.

    Raises:
        DogbreedError: It is missing or cannot be read.
    """
    path = photos / file
    if not path.exists():
        raise DogbreedError(f"{path} is missing: `python -m dogbreed data download` brings the dataset.")
    return decode(path.read_bytes()).pixels

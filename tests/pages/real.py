"""A real dog, which is all that a dog gate lets through."""

import io
from pathlib import Path

from PIL import Image

from dogbreed.dataset.samples import SAMPLES

SHEPHERD = next(sample for sample in SAMPLES if sample.wnid == "n02106662")


def dog(number: int = 0) -> bytes:
    """The sample photo of a German shepherd; every number gives another file, cut by so many pixels."""
    with Image.open(SHEPHERD.file) as photo:
        file = io.BytesIO()
        photo.crop((0, 0, photo.width - number, photo.height)).save(file, "JPEG")
    return file.getvalue()


def dogs_in(photos: Path, count: int) -> list[str]:
    """Put photos of a German shepherd into the dataset's layout; their names as in the index.

    Args:
        photos: The dataset's folder `Images`.
    """
    files = [f"{SHEPHERD.wnid}-German_shepherd/{SHEPHERD.wnid}_{number}.jpg" for number in range(count)]
    for number, file in enumerate(files):
        (photos / file).parent.mkdir(parents=True, exist_ok=True)
        (photos / file).write_bytes(dog(number))
    return files

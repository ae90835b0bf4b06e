"""A real dog, which is all that a dog gate lets through."""

import io

from PIL import Image

from dogbreed.dataset.samples import SAMPLES

SHEPHERD = next(sample for sample in SAMPLES if sample.wnid == "n02106662")


def dog(number: int = 0) -> bytes:
    """The sample photo of a German shepherd; every number gives another file, cut by so many pixels."""
    with Image.open(SHEPHERD.file) as photo:
        file = io.BytesIO()
        photo.crop((0, 0, photo.width - number, photo.height)).save(file, "JPEG")
    return file.getvalue()

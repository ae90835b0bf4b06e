"""Files that a visitor may bring, drawn here."""

import io

import numpy as np
from PIL import Image, ImageDraw


def photo(seed: int = 0, size: tuple[int, int] = (320, 240), form: str = "JPEG") -> bytes:
    """A drawn dog; every seed gives another file."""
    random = np.random.default_rng(seed)
    noise = random.integers(90, 150, (size[1], size[0], 3), np.uint8)
    image = Image.fromarray(noise)
    draw = ImageDraw.Draw(image)
    width, height = size
    coat = tuple(int(value) for value in random.integers(30, 220, 3))
    draw.ellipse((0.2 * width, 0.4 * height, 0.8 * width, 0.8 * height), fill=coat)
    draw.ellipse((0.65 * width, 0.2 * height, 0.9 * width, 0.55 * height), fill=coat)
    return _saved(image, form)


def huge() -> bytes:
    """A PNG of 20,000 x 20,000 pixels in about 50 kB."""
    return _saved(Image.new("1", (20_000, 20_000)), "PNG")


def dot() -> bytes:
    """A photo of one pixel."""
    return _saved(Image.new("RGB", (1, 1)), "PNG")


def _saved(image: Image.Image, form: str) -> bytes:
    file = io.BytesIO()
    image.save(file, form)
    return file.getvalue()

"""The dogs' boxes drawn into a photo."""

import io
from collections.abc import Iterable, Sequence

from PIL import Image, ImageDraw, ImageOps

SIDE = 480
"""Longest side of the drawn photo, px."""
LINE, EDGE = "#f0e442", "#191714"


def with_boxes(data: bytes, size: tuple[int, int], boxes: Sequence[Sequence[int]]) -> Image.Image | None:
    """A photo, reduced, with its boxes.

    Args:
        data: The file's bytes.
        size: Width and height of the original that the boxes were drawn on, px.
        boxes: [xmin, ymin, xmax, ymax], px of the original.

    Returns:
        An RGB image; None if the file cannot be read or is not of the original's shape, so that the boxes do not fit.
    """
    try:
        with Image.open(io.BytesIO(data)) as file:
            shown = ImageOps.exif_transpose(file).convert("RGB")
    except (OSError, ValueError, Image.DecompressionBombError):
        return None
    if not same_shape(shown.size, size):
        return None
    shown.thumbnail((SIDE, SIDE))
    across, down = shown.width / size[0], shown.height / size[1]
    return framed(shown, [(x0 * across, y0 * down, x1 * across, y1 * down) for x0, y0, x1, y1 in boxes])


def framed(image: Image.Image, boxes: Iterable[Sequence[float]]) -> Image.Image:
    """Draw boxes into an image and return it.

    Args:
        boxes: [xmin, ymin, xmax, ymax], px of the image.
    """
    draw = ImageDraw.Draw(image)
    for x0, y0, x1, y1 in boxes:
        left, right = sorted((x0, x1))
        top, bottom = sorted((y0, y1))
        for colour, width in ((EDGE, 5), (LINE, 3)):
            draw.rectangle((left, top, right, bottom), outline=colour, width=width)
    return image


def same_shape(size: tuple[int, int], original: tuple[int, int]) -> bool:
    """Whether a photo is the original, enlarged or reduced to whole pixels."""
    scale = min(size) / min(original)
    return all(abs(side - whole * scale) <= 1 for side, whole in zip(size, original, strict=True))

"""Draw annotated boxes into a photo."""

import io
from collections.abc import Iterable, Sequence

from PIL import Image, ImageDraw, ImageOps

SIDE = 480
"""Longest side of the drawn photo, px."""
LINE, EDGE = "#f0e442", "#191714"


def photo_with_boxes(data: bytes, size: tuple[int, int], boxes: Sequence[Sequence[int]]) -> Image.Image | None:
    """A photo, reduced to 480 px, with its boxes.

    Args:
        data: Bytes of the file.
        size: Width and height of the original that was annotated, px.
        boxes: Each [xmin, ymin, xmax, ymax], px of the original.

    Returns:
        An RGB image; None if the file cannot be read, or if its aspect ratio is not that of the original, so that the
        boxes do not fit.
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
    return draw_boxes(shown, [(x0 * across, y0 * down, x1 * across, y1 * down) for x0, y0, x1, y1 in boxes])


def draw_boxes(image: Image.Image, boxes: Iterable[Sequence[float]]) -> Image.Image:
    """Draw boxes into an image, in place, and return it.

    Args:
        image: An RGB image.
        boxes: Each [xmin, ymin, xmax, ymax], px of the image.
    """
    draw = ImageDraw.Draw(image)
    for x0, y0, x1, y1 in boxes:
        left, right = sorted((x0, x1))
        top, bottom = sorted((y0, y1))
        for colour, width in ((EDGE, 5), (LINE, 3)):
            draw.rectangle((left, top, right, bottom), outline=colour, width=width)
    return image


def same_shape(size: tuple[int, int], original: tuple[int, int]) -> bool:
    """Whether a photo of this size is the original, resized; both sizes are (width, height), px."""
    scale = min(size) / min(original)
    return all(abs(side - whole * scale) <= 1 for side, whole in zip(size, original, strict=True))

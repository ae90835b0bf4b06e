"""Resize a photo of any shape to the square input of a network."""

from typing import Literal

import cv2
import numpy as np

PADDING = 127
"""Grey value of the padding."""

Fit = Literal["stretch", "crop", "pad"]
"""How a photo becomes a square, see `resize_to_square`."""


def resize_to_square(pixels: np.ndarray, size: int, fit: Fit = "stretch") -> np.ndarray:
    """Resize a photo to a square.

    Args:
        pixels: uint8 [height, width, 3] RGB.
        size: Side of the square, px.
        fit: "stretch" the whole photo to the square, "crop" its centre square, or "pad" it to a square with mid grey.

    Returns:
        uint8 [size, size, 3] RGB, contiguous; antialiased where the photo is reduced.

    Raises:
        ValueError: Pixels of another type or shape, a size below 1 or an unknown fit.
    """
    if pixels.dtype != np.uint8 or pixels.ndim != 3 or pixels.shape[2] != 3 or pixels.size == 0:
        raise ValueError(f"pixels must be uint8 [height, width, 3], not {pixels.dtype} {list(pixels.shape)}")
    if size < 1:
        raise ValueError(f"size must be at least 1, not {size}")
    match fit:
        case "stretch":
            return resize(pixels, size, size)
        case "crop":
            return resize(_centre_square(pixels), size, size)
        case "pad":
            return _pad(pixels, size)
        case _:
            raise ValueError(f'fit must be "stretch", "crop" or "pad", not "{fit}"')


def seen_area(width: int, height: int, fit: Fit) -> tuple[int, int, int, int]:
    """The area of a photo that `resize_to_square` maps to the square.

    Args:
        width: Width of the photo, px.
        height: Height of the photo, px.
        fit: See `resize_to_square`.

    Returns:
        Left, top, width and height, px of the photo. With "pad" the area is larger than the photo, so left or top may
        be negative.
    """
    side = {"crop": min(width, height), "pad": max(width, height)}.get(fit)
    if side is None:
        return 0, 0, width, height
    return (width - side) // 2, (height - side) // 2, side, side


def resize(pixels: np.ndarray, width: int, height: int) -> np.ndarray:
    """Resize a photo, antialiased where it is reduced.

    Args:
        pixels: uint8 [height, width, 3] RGB.
        width: Of the result, px.
        height: Of the result, px.

    Returns:
        uint8 [height, width, 3] RGB.
    """
    # OpenCV averages areas only if both axes are reduced.
    shrunk = min(width, pixels.shape[1]), min(height, pixels.shape[0])
    pixels = cv2.resize(pixels, shrunk, interpolation=cv2.INTER_AREA)
    return cv2.resize(pixels, (width, height), interpolation=cv2.INTER_LINEAR)


def _centre_square(pixels: np.ndarray) -> np.ndarray:
    height, width = pixels.shape[:2]
    left, top, side, _ = seen_area(width, height, "crop")
    return pixels[top : top + side, left : left + side]


def _pad(pixels: np.ndarray, size: int) -> np.ndarray:
    height, width = pixels.shape[:2]
    scale = size / max(height, width)
    small = resize(pixels, max(1, round(width * scale)), max(1, round(height * scale)))
    top, left = (size - small.shape[0]) // 2, (size - small.shape[1]) // 2
    square = np.full((size, size, 3), PADDING, np.uint8)
    square[top : top + small.shape[0], left : left + small.shape[1]] = small
    return square

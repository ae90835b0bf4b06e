"""From a photo of any shape to the square that a network takes."""

import cv2
import numpy as np

PADDING = 127


def prepare(pixels: np.ndarray, size: int, fit: str = "stretch") -> np.ndarray:
    """Bring a photo to a square.

    Args:
        pixels: uint8 [height, width, 3] RGB.
        size: Side of the square in pixels.
        fit: "stretch" the whole photo to the square, "crop" the square in its middle, or "pad" it to a square with
            mid grey.

    Returns:
        uint8 [size, size, 3] RGB, contiguous; antialiased where the photo shrinks.

    Raises:
        ValueError: for pixels of another type or shape, a size below 1 or an unknown fit.
    """
    if pixels.dtype != np.uint8 or pixels.ndim != 3 or pixels.shape[2] != 3 or pixels.size == 0:
        raise ValueError(f"pixels must be uint8 [height, width, 3], not {pixels.dtype} {list(pixels.shape)}")
    if size < 1:
        raise ValueError(f"size must be at least 1, not {size}")
    match fit:
        case "stretch":
            return _resize(pixels, size, size)
        case "crop":
            return _resize(_centre_square(pixels), size, size)
        case "pad":
            return _pad(pixels, size)
        case _:
            raise ValueError(f'fit must be "stretch", "crop" or "pad", not "{fit}"')


def _resize(pixels: np.ndarray, width: int, height: int) -> np.ndarray:
    """The axes that shrink first, by area, then those that grow: OpenCV averages areas only where both shrink."""
    shrunk = min(width, pixels.shape[1]), min(height, pixels.shape[0])
    pixels = cv2.resize(pixels, shrunk, interpolation=cv2.INTER_AREA)
    return cv2.resize(pixels, (width, height), interpolation=cv2.INTER_LINEAR)


def _centre_square(pixels: np.ndarray) -> np.ndarray:
    height, width = pixels.shape[:2]
    side = min(height, width)
    top, left = (height - side) // 2, (width - side) // 2
    return pixels[top : top + side, left : left + side]


def _pad(pixels: np.ndarray, size: int) -> np.ndarray:
    height, width = pixels.shape[:2]
    scale = size / max(height, width)
    small = _resize(pixels, max(1, round(width * scale)), max(1, round(height * scale)))
    top, left = (size - small.shape[0]) // 2, (size - small.shape[1]) // 2
    square = np.full((size, size, 3), PADDING, np.uint8)
    square[top : top + small.shape[0], left : left + small.shape[1]] = small
    return square

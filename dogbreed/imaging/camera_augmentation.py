"""Augmentation that imitates how users' photos differ: framing, resolution and JPEG compression."""

import cv2
import numpy as np

MIN_SIDE = 0.7
"""Shortest side of the crop, as a share of the photo's short side."""
MIN_SHORT_SIDE = 120
"""Shortest side after shrinking, px."""
MIN_JPEG_QUALITY = 40


def training_view(pixels: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Mirror, crop, shrink and recompress a photo at random.

    Args:
        pixels: uint8 [height, width, 3] RGB.
        random: Source of the parameters.

    Returns:
        uint8 [height', width', 3] RGB: a nearly square crop at any position, its side 0.7 to 1 of the short side. With
        probability 1/2 each it is mirrored, shrunk to a short side of 120 px or more, and saved as JPEG of quality 40
        to 95.
    """
    if random.random() < 0.5:
        pixels = pixels[:, ::-1]
    pixels = _crop(pixels, random)
    if random.random() < 0.5:
        pixels = _shrink(pixels, random)
    if random.random() < 0.5:
        pixels = _recompress(pixels, random)
    return np.ascontiguousarray(pixels)


def _crop(pixels: np.ndarray, random: np.random.Generator) -> np.ndarray:
    height, width = pixels.shape[:2]
    side = min(height, width) * random.uniform(MIN_SIDE, 1)
    stretch = np.exp(random.uniform(-0.1, 0.1))
    rows, columns = min(height, max(1, round(side * stretch))), min(width, max(1, round(side / stretch)))
    top, left = random.integers(0, height - rows + 1), random.integers(0, width - columns + 1)
    return pixels[top : top + rows, left : left + columns]


def _shrink(pixels: np.ndarray, random: np.random.Generator) -> np.ndarray:
    height, width = pixels.shape[:2]
    ratio = random.uniform(min(1.0, MIN_SHORT_SIDE / min(height, width)), 1)
    size = max(1, round(width * ratio)), max(1, round(height * ratio))
    return cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)


def _recompress(pixels: np.ndarray, random: np.random.Generator) -> np.ndarray:
    quality = int(random.integers(MIN_JPEG_QUALITY, 96))
    _, file = cv2.imencode(".jpg", pixels[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(file, cv2.IMREAD_COLOR))[:, :, ::-1]

"""Augmentation that imitates how users' photos differ: light, focus, noise, resolution and JPEG compression."""

import cv2
import numpy as np

MIN_SIDE = 120
"""Shortest side after shrinking, px."""
MIN_JPEG_QUALITY = 25
MAX_LOG_GAMMA = 0.7
"""Natural logarithm of the strongest gamma: it makes mid grey half as light or 1.4 times lighter."""
MAX_BLUR = 2.0
"""Largest standard deviation of the Gaussian, px of the view."""
MAX_NOISE = 0.12
"""Largest standard deviation of the noise, as a share of the range of values."""


def degraded(view: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Damage a view as light, lens, sensor, resizing and messengers do, in this order, each now and then.

    Args:
        view: uint8 [side, side, 3] RGB.
        random: Source of the parameters.

    Returns:
        uint8 [side, side, 3] RGB.
    """
    if random.random() < 0.25:
        view = cv2.LUT(view, _gamma(np.exp(random.uniform(-MAX_LOG_GAMMA, MAX_LOG_GAMMA))))
    if random.random() < 0.15:
        view = cv2.GaussianBlur(view, (0, 0), random.uniform(0.5, MAX_BLUR))
    if random.random() < 0.15:
        noise = random.standard_normal(view.shape, np.float32) * 255 * random.uniform(0.01, MAX_NOISE)
        view = np.clip(view + noise, 0, 255).astype(np.uint8)
    if random.random() < 0.4:
        height, width = view.shape[:2]
        view = cv2.resize(_shrink(view, random), (width, height), interpolation=cv2.INTER_LINEAR)
    if random.random() < 0.4:
        view = _recompress(view, random)
    return np.ascontiguousarray(view)


def _gamma(exponent: float) -> np.ndarray:
    values: np.ndarray = np.rint(255 * (np.arange(256) / 255) ** exponent)
    return values.astype(np.uint8)


def _shrink(pixels: np.ndarray, random: np.random.Generator) -> np.ndarray:
    height, width = pixels.shape[:2]
    ratio = random.uniform(min(1.0, MIN_SIDE / min(height, width)), 1)
    size = max(1, round(width * ratio)), max(1, round(height * ratio))
    return cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)


def _recompress(pixels: np.ndarray, random: np.random.Generator) -> np.ndarray:
    quality = int(random.integers(MIN_JPEG_QUALITY, 96))
    _, file = cv2.imencode(".jpg", pixels[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(file, cv2.IMREAD_COLOR))[:, :, ::-1]

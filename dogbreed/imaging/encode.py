"""Pixels as a file."""

import cv2
import numpy as np


def as_jpeg(pixels: np.ndarray) -> bytes:
    """A JPEG file of pixels, uint8 [height, width, 3] RGB."""
    _, file = cv2.imencode(".jpg", cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, 88])
    return file.tobytes()

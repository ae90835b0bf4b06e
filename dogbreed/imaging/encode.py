"""Pixels as a file."""

import base64

import cv2
import numpy as np


def as_jpeg(pixels: np.ndarray) -> bytes:
    """A JPEG file of pixels, uint8 [height, width, 3] RGB."""
    _, file = cv2.imencode(".jpg", cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, 88])
    return file.tobytes()


def as_data_url(pixels: np.ndarray) -> str:
    """The same file as the address of a picture, for small ones in labels and tables."""
    return f"data:image/jpeg;base64,{base64.b64encode(as_jpeg(pixels)).decode()}"

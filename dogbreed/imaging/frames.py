"""Choice of the frame of an animation: the first one may be blank, as in what fades in from black."""

import numpy as np
from PIL import Image
from PIL.ImageFile import ImageFile

from dogbreed.imaging.colour import BACKGROUND

CLEAR = 32
"""Contrast from which a frame is taken without a look at others: standard deviation of the luminance, 0 to 127."""
MAX_FRAMES = 200
MAX_FRAME_PIXELS = 64_000_000
"""Frames, and their pixels together, that are decoded in search of a clear one."""
_SAMPLES = (64, 64)


def contrast(frame: Image.Image) -> float:
    """The standard deviation of the luminance of a frame, 0 to 127, from 64 x 64 of its pixels."""
    small = frame.resize(_SAMPLES, Image.Resampling.NEAREST)
    if small.has_transparency_data:
        small = small.convert("RGBA")
        small = Image.alpha_composite(Image.new("RGBA", small.size, BACKGROUND), small)
    return float(np.std(np.asarray(small.convert("L"), float)))


def clearer_frame(animation: ImageFile, first: float) -> int:
    """The number of the first frame with a contrast of `CLEAR`, else of the one with the most contrast; 0: the first.

    The search ends at the first damaged frame and at the limits above.

    Args:
        animation: An opened file, of which no frame has been decoded; afterwards it is at another frame.
        first: Contrast of its first frame.
    """
    best, most = 0, first
    frames = min(MAX_FRAMES, MAX_FRAME_PIXELS // (animation.width * animation.height))
    for number in range(1, frames):
        if most >= CLEAR:
            break
        try:
            animation.seek(number)
            animation.load()
        except Exception:  # the end, or damage of any kind
            break
        found = contrast(animation)
        if found > most:
            best, most = number, found
    return best

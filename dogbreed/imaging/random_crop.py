"""Random crops around the annotated dog for training, with rotation, mirroring and colour jitter."""

from dataclasses import dataclass

import cv2
import numpy as np

AROUND_THE_DOG = 0.6
"""Probability that a crop is centred near the dog's box; otherwise it is any part of the photo."""
MARGIN = (0.65, 1.7)
"""Side of a crop around the dog, as a multiple of the longer side of its box."""
PART = (0.45, 1.0)
"""Side of any other crop, as a share of the photo's short side."""
ASPECT = 0.15
"""Largest change of the aspect ratio, as half its natural logarithm."""
ROTATION = 12.0
"""Largest rotation, degrees."""
BRIGHTNESS, CONTRAST, SATURATION = 0.2, 0.25, 0.3
LUMINANCE = np.array([0.299, 0.587, 0.114])


@dataclass(frozen=True)
class Framing:
    """Position of a crop in its photo.

    Attributes:
        centre: x and y, px of the photo.
        sides: Width and height, px of the photo.
        rotation: Degrees, positive: the content turns counter-clockwise.
        mirrored: Flip horizontally.
    """

    centre: tuple[float, float]
    sides: tuple[float, float]
    rotation: float = 0
    mirrored: bool = False


def draw_framing(width: int, height: int, boxes: np.ndarray, random: np.random.Generator) -> Framing:
    """Draw a random crop, around one of the dogs or anywhere (after Szegedy et al. 2015, with narrower limits).

    The crop lies inside the photo if it fits.

    Args:
        width: Width of the photo, px.
        height: Height of the photo, px.
        boxes: [dogs, 4], each xmin, ymin, xmax, ymax in px of the photo.
        random: Source of the parameters.
    """
    if random.random() < AROUND_THE_DOG:
        left, top, right, bottom = boxes[random.integers(len(boxes))]
        longest = max(right - left, bottom - top)
        side = min(longest * np.exp(random.uniform(*np.log(MARGIN))), max(width, height))
        x, y = np.array([left + right, top + bottom]) / 2 + random.uniform(-0.15, 0.15, 2) * side
    else:
        side = min(width, height) * random.uniform(*PART)
        x, y = random.uniform(0, width), random.uniform(0, height)
    stretch = np.exp(random.uniform(-ASPECT, ASPECT))
    return Framing(
        (_inside(x, side, width), _inside(y, side, height)),
        (float(side * stretch), float(side / stretch)),
        random.uniform(-ROTATION, ROTATION),
        random.random() < 0.5,
    )


def _inside(middle: float, side: float, available: int) -> float:
    """The centre nearest to `middle` at which the side lies inside the photo; the photo's centre if it is longer."""
    return float(np.clip(middle, side / 2, available - side / 2)) if side < available else available / 2


def cut(square: np.ndarray, width: int, height: int, framing: Framing, size: int) -> np.ndarray:
    """Crop and resize in a single warp. Areas outside the photo are filled by reflection.

    Args:
        square: uint8 [side, side, 3] RGB, the whole photo stretched to a square; the warp undoes the stretching.
        width: Width of the original photo, px.
        height: Height of the original photo, px.
        framing: Position of the crop in the original photo.
        size: Side of the result, px.

    Returns:
        uint8 [size, size, 3] RGB.
    """
    side = len(square)
    angle = np.deg2rad(framing.rotation)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    across, down = framing.sides
    scale = np.diag([-across if framing.mirrored else across, down]) / size
    stretch = np.diag([side / width, side / height])
    linear = stretch @ turn @ scale
    offset = stretch @ np.array(framing.centre) - linear @ np.full(2, (size - 1) / 2) - 0.5
    return cv2.warpAffine(
        square,
        np.column_stack([linear, offset]),
        (size, size),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REFLECT,
    )


def relight(pixels: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Change brightness, contrast and saturation at random, in a single colour transform.

    Args:
        pixels: uint8 [height, width, 3] RGB.
        random: Source of the parameters.

    Returns:
        uint8 [height, width, 3] RGB.
    """
    brightness, contrast, saturation = (
        1 + random.uniform(-strength, strength) for strength in (BRIGHTNESS, CONTRAST, SATURATION)
    )
    colours = saturation * np.eye(3) + (1 - saturation) * LUMINANCE
    means = colours @ np.array(cv2.mean(pixels)[:3])
    matrix = np.column_stack([contrast * colours, (1 - contrast) * means]) * brightness
    return cv2.transform(pixels, matrix)

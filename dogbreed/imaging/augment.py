"""Five changes that leave a dog the same dog: mirror, zoom, rotation, translation and contrast."""

from dataclasses import dataclass

import cv2
import numpy as np


@dataclass(frozen=True)
class Variation:
    """What happens to one copy of a photo; the default leaves it as it is.

    Attributes:
        mirrored: Left and right change places.
        zoom: How large the dog gets, 1: as it was.
        rotation: Degrees, positive: counter-clockwise.
        shift: To the right and down, as fractions of the width and the height.
        contrast: How far each value gets from the mean of its colour, 1: as far as it was.
    """

    mirrored: bool = False
    zoom: float = 1
    rotation: float = 0
    shift: tuple[float, float] = (0, 0)
    contrast: float = 1


@dataclass(frozen=True)
class Augmentation:
    """How strong each of the five is, 0: off. Draws are uniform between the limits, around no change.

    Attributes:
        mirror: Probability that left and right change places.
        zoom: The dog gets larger or smaller by at most this fraction, 0 to less than 1.
        rotation: By at most this many degrees, either way, 0 to 180.
        translation: By at most this fraction of the width, and of the height, either way, 0 to 1.
        contrast: It gets stronger or weaker by at most this fraction, 0 to 1.

    Raises:
        ValueError: A strength is out of its range.
    """

    mirror: float = 0
    zoom: float = 0
    rotation: float = 0
    translation: float = 0
    contrast: float = 0

    def __post_init__(self):
        limits = {"mirror": 1, "zoom": 1 - 1e-6, "rotation": 180, "translation": 1, "contrast": 1}
        for name, limit in limits.items():
            if not 0 <= getattr(self, name) <= limit:
                raise ValueError(f"{name} must be between 0 and {limit:g}, not {getattr(self, name)}")

    def draw(self, random: np.random.Generator) -> Variation:
        """What happens to one copy. The strength of one change has no influence on what is drawn for the others."""
        mirror, zoom, rotation, right, down, contrast = random.random(6)
        return Variation(
            mirrored=mirror < self.mirror,
            zoom=1 + self.zoom * (2 * zoom - 1),
            rotation=self.rotation * (2 * rotation - 1),
            shift=(self.translation * (2 * right - 1), self.translation * (2 * down - 1)),
            contrast=1 + self.contrast * (2 * contrast - 1),
        )


MODERATE = Augmentation(mirror=0.5, zoom=0.15, rotation=15, translation=0.1, contrast=0.2)


@dataclass(frozen=True)
class Enlargement:
    """A set of photos made `factor` times as large: the photos themselves and `factor` - 1 varied copies of each.

    Each copy depends on nothing but its number, its photo's number and the seed, in whatever order and threads copies
    are made.

    Attributes:
        augmentation: How much the copies vary.
        factor: Copies of each photo, itself included.
        seed: Another seed, other copies.

    Raises:
        ValueError: The factor is less than 1.
    """

    augmentation: Augmentation
    factor: int
    seed: int = 0

    def __post_init__(self):
        if self.factor < 1:
            raise ValueError(f"factor must be at least 1, not {self.factor}")

    def copy(self, pixels: np.ndarray, photo: int, number: int) -> np.ndarray:
        """One copy of a photo.

        Args:
            pixels: uint8 [height, width, 3].
            photo: The photo's number in its set.
            number: The copy's number, 0 (the photo itself) to `factor` - 1.

        Returns:
            uint8 [height, width, 3].
        """
        if number == 0:
            return pixels
        return augment(pixels, self.augmentation, np.random.default_rng((self.seed, photo, number)))


def augment(pixels: np.ndarray, augmentation: Augmentation, random: np.random.Generator) -> np.ndarray:
    """Vary a photo at random, within the strengths of the augmentation.

    Args:
        pixels: uint8 [height, width, 3].

    Returns:
        uint8 [height, width, 3].
    """
    return vary(pixels, augmentation.draw(random))


def vary(pixels: np.ndarray, variation: Variation) -> np.ndarray:
    """Mirror, zoom, rotate and shift a photo, in this order and in one warp, then change its contrast.

    Zoom and rotation are about the middle; what comes in from beyond the edge is the photo reflected. Contrast moves
    each value away from the mean of its colour, or towards it, and clips.

    Args:
        pixels: uint8 [height, width, 3].

    Returns:
        uint8 [height, width, 3].
    """
    height, width = pixels.shape[:2]
    four_channels = cv2.cvtColor(pixels, cv2.COLOR_RGB2RGBA)  # OpenCV warps four channels twice as fast as three
    warped = cv2.warpAffine(
        four_channels, _affine(width, height, variation), (width, height), borderMode=cv2.BORDER_REFLECT
    )
    return _contrasted(cv2.cvtColor(warped, cv2.COLOR_RGBA2RGB), variation.contrast)


def _affine(width: int, height: int, variation: Variation) -> np.ndarray:
    """Where each pixel goes, float64 [2, 3]."""
    middle = (width - 1) / 2, (height - 1) / 2
    matrix = cv2.getRotationMatrix2D(middle, variation.rotation, variation.zoom)
    if variation.mirrored:
        matrix = matrix @ np.array([[-1, 0, width - 1], [0, 1, 0], [0, 0, 1]])
    matrix[:, 2] += np.multiply(variation.shift, (width, height))
    return matrix


def _contrasted(pixels: np.ndarray, contrast: float) -> np.ndarray:
    if contrast == 1:
        return pixels
    means = np.array(cv2.mean(pixels)[:3])
    return cv2.transform(pixels, np.column_stack([contrast * np.eye(3), (1 - contrast) * means]))

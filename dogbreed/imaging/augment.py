"""Label-preserving augmentation: mirror, zoom, rotation, translation and contrast."""

from dataclasses import dataclass

import cv2
import numpy as np


@dataclass(frozen=True)
class Variation:
    """The parameters of one augmented copy; the default changes nothing.

    Attributes:
        mirrored: Flip horizontally.
        zoom: Scale factor of the content, 1: unchanged.
        rotation: Degrees, positive: counter-clockwise.
        shift: Translation to the right and down, as fractions of the width and the height.
        contrast: Factor of the distance of each value from the mean of its colour channel, 1: unchanged.
    """

    mirrored: bool = False
    zoom: float = 1
    rotation: float = 0
    shift: tuple[float, float] = (0, 0)
    contrast: float = 1


@dataclass(frozen=True)
class Augmentation:
    """The strength of each of the five changes, 0: off. Parameters are drawn uniformly around no change.

    Attributes:
        mirror: Probability of a horizontal flip, 0 to 1.
        zoom: Largest change of the scale, as a fraction, 0 to less than 1.
        rotation: Largest angle in either direction, degrees, 0 to 180.
        translation: Largest shift in either direction, as a fraction of the width and of the height, 0 to 1.
        contrast: Largest change of the contrast, as a fraction, 0 to 1.

    Raises:
        ValueError: A strength is out of its range.
    """

    mirror: float = 0
    zoom: float = 0
    rotation: float = 0
    translation: float = 0
    contrast: float = 0

    def __post_init__(self) -> None:
        limits = {"mirror": 1, "zoom": 1 - 1e-6, "rotation": 180, "translation": 1, "contrast": 1}
        for name, limit in limits.items():
            if not 0 <= getattr(self, name) <= limit:
                raise ValueError(f"{name} must be between 0 and {limit:g}, not {getattr(self, name)}")

    def draw(self, random: np.random.Generator) -> Variation:
        """Draw the parameters of one copy. The strength of one change does not influence the draws for the others."""
        mirror, zoom, rotation, right, down, contrast = random.random(6)
        return Variation(
            mirrored=mirror < self.mirror,
            zoom=1 + self.zoom * (2 * zoom - 1),
            rotation=self.rotation * (2 * rotation - 1),
            shift=(self.translation * (2 * right - 1), self.translation * (2 * down - 1)),
            contrast=1 + self.contrast * (2 * contrast - 1),
        )


MODERATE = Augmentation(mirror=0.5, zoom=0.15, rotation=15, translation=0.1, contrast=0.2)
"""The default strengths."""


@dataclass(frozen=True)
class Enlargement:
    """Offline augmentation: each photo is used with `factor` - 1 augmented copies of it.

    A copy depends only on its number, the number of its photo and the seed, not on the order or thread in which copies
    are made.

    Attributes:
        augmentation: Strength of the changes.
        factor: Number of copies of each photo, the original included.
        seed: Seed of all copies.

    Raises:
        ValueError: The factor is less than 1.
    """

    augmentation: Augmentation
    factor: int
    seed: int = 0

    def __post_init__(self) -> None:
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
    """Augment a photo at random.

    Args:
        pixels: uint8 [height, width, 3].
        augmentation: Strength of the changes.
        random: Source of the parameters.

    Returns:
        uint8 [height, width, 3].
    """
    return vary(pixels, augmentation.draw(random))


def vary(pixels: np.ndarray, variation: Variation) -> np.ndarray:
    """Mirror, zoom, rotate and shift a photo, in this order and in a single warp, then change its contrast.

    Zoom and rotation are about the centre; areas outside the photo are filled by reflection. Contrast scales the
    distance of each value from the mean of its colour channel, and clips.

    Args:
        pixels: uint8 [height, width, 3].
        variation: The parameters.

    Returns:
        uint8 [height, width, 3].
    """
    height, width = pixels.shape[:2]
    four_channels = cv2.cvtColor(pixels, cv2.COLOR_RGB2RGBA)  # OpenCV warps four channels twice as fast as three
    warped = cv2.warpAffine(
        four_channels, _affine(width, height, variation), (width, height), borderMode=cv2.BORDER_REFLECT
    )
    return _change_contrast(cv2.cvtColor(warped, cv2.COLOR_RGBA2RGB), variation.contrast)


def _affine(width: int, height: int, variation: Variation) -> np.ndarray:
    """The affine transform from the photo to its copy, float64 [2, 3]."""
    middle = (width - 1) / 2, (height - 1) / 2
    matrix = cv2.getRotationMatrix2D(middle, variation.rotation, variation.zoom)
    if variation.mirrored:
        matrix = matrix @ np.array([[-1, 0, width - 1], [0, 1, 0], [0, 0, 1]])
    matrix[:, 2] += np.multiply(variation.shift, (width, height))
    return matrix


def _change_contrast(pixels: np.ndarray, contrast: float) -> np.ndarray:
    if contrast == 1:
        return pixels
    means = np.array(cv2.mean(pixels)[:3])
    return cv2.transform(pixels, np.column_stack([contrast * np.eye(3), (1 - contrast) * means]))

"""Damage that a photo can have, for stress tests.

The kinds and severities follow ImageNet-C (Hendrycks and Dietterich 2019); darkness, rotation and occlusion are ours.
"""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from dogbreed.imaging.resize import prepare

SIDE = 299
GREY = 127


@dataclass(frozen=True)
class Damage:
    """All that is done to a photo, in this order; the default leaves it as it is.

    Attributes:
        rotation: Degrees, positive: counter-clockwise. What turns into the photo from outside is its mirror image.
        blur: Standard deviation of the Gaussian in pixels of the square.
        brightness: Added to every value, as a share of their range, -1 to 1.
        contrast: How far each value gets from the mean of its colour, 1: as far as it was, 0: grey.
        occlusion: Share of the area that a grey square covers, 0 to 1.
        place: The middle of that square, as shares of the width and the height.
        noise: Standard deviation of the Gaussian noise, as a share of the values' range.
        quality: Of the JPEG it is saved as, 100 to 1.
    """

    rotation: float = 0
    blur: float = 0
    brightness: float = 0
    contrast: float = 1
    occlusion: float = 0
    place: tuple[float, float] = (0.5, 0.5)
    noise: float = 0
    quality: int = 100


@dataclass(frozen=True)
class Corruption:
    """One kind of damage in five severities.

    Attributes:
        name: "blur".
        setting: Which setting of `Damage` it is.
        severities: Its values, the mildest first.
    """

    name: str
    setting: str
    severities: tuple[float, ...]

    def damage(self, severity: int) -> Damage:
        """Of a severity, 1 to 5."""
        settings: dict[str, Any] = {self.setting: self.severities[severity - 1]}
        return Damage(**settings)


CORRUPTIONS = (
    Corruption("rotation", "rotation", (15, 30, 60, 90, 180)),
    Corruption("blur", "blur", (1, 2, 3, 4, 6)),
    Corruption("noise", "noise", (0.08, 0.12, 0.18, 0.26, 0.38)),
    Corruption("brightness", "brightness", (0.1, 0.2, 0.3, 0.4, 0.5)),
    Corruption("darkness", "brightness", (-0.1, -0.2, -0.3, -0.4, -0.5)),
    Corruption("contrast", "contrast", (0.4, 0.3, 0.2, 0.1, 0.05)),
    Corruption("occlusion", "occlusion", (0.1, 0.2, 0.3, 0.4, 0.5)),
    Corruption("JPEG", "quality", (25, 18, 15, 10, 7)),
)


def square(pixels: np.ndarray) -> np.ndarray:
    """The middle of a photo as `corrupt` takes it, uint8 [299, 299, 3] RGB.

    Args:
        pixels: uint8 [height, width, 3] RGB of any size.
    """
    return prepare(pixels, SIDE, "crop")


def corrupt(photo: np.ndarray, damage: Damage, seed: int = 0) -> np.ndarray:
    """A damaged copy.

    Args:
        photo: uint8 [299, 299, 3] RGB, see `square`.
        seed: Of the noise: another seed, other noise.

    Returns:
        uint8 [299, 299, 3].
    """
    for harm in (_rotated, _blurred, _relit, _occluded, _noisy, _compressed):
        photo = harm(photo, damage, seed)
    return photo


def _rotated(photo: np.ndarray, damage: Damage, _: int) -> np.ndarray:
    if not damage.rotation:
        return photo
    height, width = photo.shape[:2]
    turn = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), damage.rotation, 1)
    return cv2.warpAffine(photo, turn, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)


def _blurred(photo: np.ndarray, damage: Damage, _: int) -> np.ndarray:
    return cv2.GaussianBlur(photo, (0, 0), damage.blur) if damage.blur else photo


def _relit(photo: np.ndarray, damage: Damage, _: int) -> np.ndarray:
    if not damage.brightness and damage.contrast == 1:
        return photo
    values = photo.astype(np.float32)
    mean = values.mean(axis=(0, 1))
    return _in_range((values - mean) * damage.contrast + mean + 255 * damage.brightness)


def _occluded(photo: np.ndarray, damage: Damage, _: int) -> np.ndarray:
    if not damage.occlusion:
        return photo
    height, width = photo.shape[:2]
    side = np.sqrt(damage.occlusion * height * width)
    left, top = (round(place * length - side / 2) for place, length in zip(damage.place, (width, height), strict=True))
    covered = photo.copy()
    covered[max(0, top) : max(0, top + round(side)), max(0, left) : max(0, left + round(side))] = GREY
    return covered


def _noisy(photo: np.ndarray, damage: Damage, seed: int) -> np.ndarray:
    if not damage.noise:
        return photo
    noise = np.random.default_rng(seed).standard_normal(photo.shape, np.float32)
    return _in_range(photo + 255 * damage.noise * noise)


def _compressed(photo: np.ndarray, damage: Damage, _: int) -> np.ndarray:
    if damage.quality >= 100:
        return photo
    _, file = cv2.imencode(".jpg", photo[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, int(damage.quality)])
    return np.ascontiguousarray(np.asarray(cv2.imdecode(file, cv2.IMREAD_COLOR))[..., ::-1])


def _in_range(values: np.ndarray) -> np.ndarray:
    return np.clip(np.rint(values), 0, 255).astype(np.uint8)

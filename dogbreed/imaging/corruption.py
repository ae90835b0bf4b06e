"""Image corruptions for stress tests.

Kinds and severities follow ImageNet-C (Hendrycks and Dietterich 2019); darkness, rotation and occlusion are our own.
"""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from dogbreed.imaging.resize import resize_to_square

SIDE = 299
"""Short side of a photo that is damaged, px."""
GREY = 127
"""Value of the occluding square."""


@dataclass(frozen=True)
class Damage:
    """Parameters of all corruptions, applied in this order; the default changes nothing.

    Attributes:
        rotation: Degrees, positive: counter-clockwise. Areas outside the photo are filled by reflection.
        blur: Standard deviation of the Gaussian, px.
        brightness: Added to every value, as a share of the range of values, -1 to 1.
        contrast: Factor of the distance of each value from the mean of its colour channel, 1: unchanged, 0: grey.
        occlusion: Share of the area that a grey square covers, 0 to 1.
        place: Centre of that square, as shares of the width and the height.
        noise: Standard deviation of the Gaussian noise, as a share of the range of values.
        quality: JPEG quality, 1 to 100; 100: not compressed.
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
    """One kind of corruption at five severities.

    Attributes:
        name: "blur".
        setting: The attribute of `Damage` that it changes.
        severities: The values of this attribute, the mildest first.
    """

    name: str
    setting: str
    severities: tuple[float, ...]

    def damage(self, severity: int) -> Damage:
        """The parameters at a severity, 1 to 5."""
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
    """The centre square of a photo, uint8 [299, 299, 3] RGB.

    Args:
        pixels: uint8 [height, width, 3] RGB of any size.
    """
    return resize_to_square(pixels, SIDE, "crop")


def corrupt(photo: np.ndarray, damage: Damage, seed: int = 0) -> np.ndarray:
    """A damaged copy of a photo.

    Args:
        photo: uint8 [height, width, 3] RGB, short side 299 px, which blur and noise are meant for.
        damage: The parameters.
        seed: Seed of the noise.

    Returns:
        uint8 [height, width, 3], of the photo's size.
    """
    for apply in (_rotated, _blurred, _relit, _occluded, _noisy, _compressed):
        photo = apply(photo, damage, seed)
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
    rounded: np.ndarray = np.clip(np.rint(values), 0, 255)
    return rounded.astype(np.uint8)

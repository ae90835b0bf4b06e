"""Conversion of all pixel formats of Pillow to 8-bit sRGB."""

import io

import numpy as np
from PIL import Image, ImageCms

BACKGROUND = (127, 127, 127)
"""Behind transparent pixels: mid grey, on which black and white dogs both stand out. It is also the grey that pads a
photo to a square, and the zero of a network's input."""


def shrink(image: Image.Image, side: int) -> Image.Image:
    """Convert an image to an 8-bit mode and reduce it, antialiased.

    16-bit grey keeps its white level. 32-bit grey (integers or floats) has no defined white level, so its range of
    values is stretched from black to white.

    Args:
        image: In any mode.
        side: Largest length of the longer side, px.

    Returns:
        An image in mode L, RGB, RGBA, CMYK or LAB.
    """
    mode, resizable = image.mode, _resizable_mode(image)
    if mode != resizable:  # convert() copies even when there is nothing to convert
        image = image.convert(resizable)
    image.thumbnail((side, side), Image.Resampling.BICUBIC)
    return _grey(image, white=65535 if mode.startswith("I;16") else None) if image.mode == "F" else image


def to_srgb(image: Image.Image, icc_profile: bytes | None) -> Image.Image:
    """Convert an image of `shrink` to sRGB, transparent pixels on `BACKGROUND`.

    Args:
        image: In mode L, RGB, RGBA, CMYK or LAB.
        icc_profile: The profile of the file; one that is damaged or made for another mode is ignored.

    Returns:
        An image in mode RGB.
    """
    if image.mode == "RGBA":
        image = Image.alpha_composite(Image.new("RGBA", image.size, BACKGROUND), image).convert("RGB")
    try:
        profile = _source_profile(image.mode, icc_profile)
        if profile is not None:
            srgb = ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(image, profile, srgb, outputMode="RGB") or image
    except (ImageCms.PyCMSError, OSError):
        pass
    return image.convert("RGB")


def _resizable_mode(image: Image.Image) -> str:
    if image.mode.startswith("I") or image.mode == "F":
        return "F"
    if image.has_transparency_data:
        return "RGBA"
    return image.mode if image.mode in {"L", "CMYK", "LAB"} else "RGB"


def _grey(image: Image.Image, white: int | None) -> Image.Image:
    """Convert mode F to mode L: 0 to `white` (None: the smallest to the largest value) becomes 0 to 255."""
    values = np.nan_to_num(np.asarray(image, np.float64), posinf=0, neginf=0)
    black = values.min() if white is None else 0
    span = (values.max() if white is None else white) - black
    return Image.fromarray(np.clip(np.rint((values - black) * (255 / max(span, 1e-30))), 0, 255).astype(np.uint8))


def _source_profile(mode: str, icc_profile: bytes | None) -> ImageCms.ImageCmsProfile | None:
    """The profile to convert from; None if the pixels are sRGB or have no profile."""
    if mode == "LAB":
        return ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    if not icc_profile:
        return None
    profile = ImageCms.ImageCmsProfile(io.BytesIO(icc_profile))
    return None if (profile.profile.profile_description or "").startswith("sRGB") else profile

"""Conversion of all pixel formats of Pillow to 8-bit sRGB."""

import io

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageCms

BACKGROUND = (127, 127, 127)
"""Behind transparent pixels: mid grey, on which black and white dogs both stand out. It is also the grey that pads a
photo to a square, and the zero of a network's input."""

UNCHANGED = 2
"""Largest difference of a colour, of 255, for which a photo is taken to be in sRGB already."""
_LEVELS = np.linspace(0, 255, 9).round().astype(np.uint8)
_PROBE = Image.fromarray(np.stack(np.meshgrid(_LEVELS, _LEVELS, _LEVELS), axis=-1).reshape(27, 27, 3))


def shrink(image: Image.Image, side: int) -> Image.Image:
    """Convert an image to an 8-bit mode and reduce it, antialiased.

    Grey of more than 8 bits: see `stretched`.

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
    if image.mode != "F":
        return image
    dtype = np.uint16 if mode.startswith("I;16") else np.int32 if mode == "I" else np.float32
    return Image.fromarray(stretched(np.asarray(image), dtype))


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
        transform = _to_srgb(image.mode, icc_profile)
        if transform is not None:
            return transform.apply(image)
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        pass
    return image.convert("RGB")


def stretched(values: np.ndarray, dtype: npt.DTypeLike) -> np.ndarray:
    """Convert values of any type to uint8, black to white becoming 0 to 255.

    White is the largest value of unsigned 8-bit and 16-bit integers, and 1 for floats from 0 to 1, give or take what
    resizing overshoots. Other values have no defined white level, so their range is stretched from black to white.

    Args:
        values: Numbers of any shape; NaN and infinities count as 0.
        dtype: Their type in the file.
    """
    numbers = np.nan_to_num(values.astype(np.float64), posinf=0, neginf=0)
    kind, black, white = np.dtype(dtype), float(numbers.min()), float(numbers.max())
    if kind in (np.uint8, np.uint16):
        black, white = 0.0, float(np.iinfo(kind).max)
    elif kind.kind == "f" and black >= -0.1 and white <= 1.1:
        black, white = 0.0, 1.0
    scaled: np.ndarray = np.rint((numbers - black) * (255 / max(white - black, 1e-30)))
    return scaled.clip(0, 255).astype(np.uint8)


def _resizable_mode(image: Image.Image) -> str:
    if image.mode.startswith("I") or image.mode == "F":
        return "F"
    if image.has_transparency_data:
        return "RGBA"
    return image.mode if image.mode in {"L", "CMYK", "LAB"} else "RGB"


def _to_srgb(mode: str, icc_profile: bytes | None) -> ImageCms.ImageCmsTransform | None:
    """The conversion to sRGB; None if there is no profile or if it changes next to nothing, whatever its name."""
    if mode == "LAB":
        source = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    elif icc_profile:
        source = ImageCms.ImageCmsProfile(io.BytesIO(icc_profile))
    else:
        return None
    transform = ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), mode, "RGB")
    if mode != "RGB":
        return transform
    changed = np.asarray(transform.apply(_PROBE), int) - np.asarray(_PROBE)
    return transform if np.abs(changed).max() > UNCHANGED else None

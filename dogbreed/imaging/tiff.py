"""The kinds of TIFF: which are refused, and those that OpenCV reads and Pillow does not."""

import io
import struct

import cv2
import numpy as np
from PIL import Image
from PIL.TiffImagePlugin import ImageFileDirectory_v2

from dogbreed.errors import UnreadablePhotoError
from dogbreed.imaging.colour import stretched
from dogbreed.imaging.filetype import RAW, unsupported
from dogbreed.imaging.limits import MAX_PIXELS, MAX_TIFF_PIECES, check_size

MAX_BYTES = 400_000_000
"""Unpacked size of a TIFF that OpenCV reads; it is in memory twice."""
_SUBFILE_TYPE, _WIDTH, _HEIGHT, _BITS, _COMPRESSION, _PHOTOMETRIC, _STRIP_OFFSETS = 254, 256, 257, 258, 259, 262, 273
_ORIENTATION, _SAMPLES, _TILE_WIDTH, _TILE_LENGTH, _TILE_OFFSETS, _EXTRA_SAMPLES = 274, 277, 322, 323, 324, 338
_DNG_VERSION, _ICC_PROFILE = 50706, 34675
_COLOUR_FILTER_ARRAY = 32803
_ZERO_IS_WHITE, _GREY, _RGB, _LOG_L, _LOG_LUV = 0, 1, 2, 32844, 32845
_ALPHA = (1, 2)
_PLANAR, _APART = 284, 2
_PACKINGS_OF_OPENCV = {1, 5, 8, 32773, 32946, 34676, 34677}
cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)  # damaged files need no lines in the log
_PACKINGS = {1, 2, 3, 4, 5, 7, 8, 32773, 32946}
"""Compressions that every build of Pillow unpacks."""


def tiff_tags(data: bytes) -> ImageFileDirectory_v2:
    """The tags of the first picture of a TIFF.

    Args:
        data: Bytes of the file.

    Raises:
        UnreadablePhotoError: It contains raw camera data, or too many or too large strips or tiles; the text says what.
    """
    if data.startswith(b"MM\0+"):  # Pillow cannot read a big-endian BigTIFF, nor its tags
        raise UnreadablePhotoError(unsupported("TIFF"))
    header = data[: 16 if data.startswith(b"II+") else 8]
    tags, file = ImageFileDirectory_v2(header), io.BytesIO(data)
    file.seek(tags.next)
    tags.load(file)
    subfile = tags.get(_SUBFILE_TYPE, 0)
    is_thumbnail = isinstance(subfile, int) and subfile & 1  # raw files are TIFFs that begin with one
    if is_thumbnail or _DNG_VERSION in tags or tags.get(_PHOTOMETRIC) == _COLOUR_FILTER_ARRAY:
        raise UnreadablePhotoError(RAW)
    pieces = len(tags.get(_TILE_OFFSETS) or tags.get(_STRIP_OFFSETS, ()))
    if pieces > MAX_TIFF_PIECES or tags.get(_TILE_WIDTH, 0) * tags.get(_TILE_LENGTH, 0) > MAX_PIXELS:
        raise UnreadablePhotoError("This TIFF is cut into too many or too large pieces. Save it as JPEG or PNG.")
    if tags.get(_PLANAR) == _APART and max(tags.get(_BITS, (1,))) > 8:  # both decoders mix the colours up
        raise UnreadablePhotoError(unsupported("TIFF"))
    return tags


def is_usual_packing(tags: ImageFileDirectory_v2) -> bool:
    """Whether a TIFF that cannot be unpacked must be damaged; others may be packed by a method that is not built in."""
    return tags.get(_COMPRESSION, 1) in _PACKINGS


def unusual_tiff(
    data: bytes, tags: ImageFileDirectory_v2, longest_side: int
) -> tuple[Image.Image, tuple[int, int], int]:
    """Read a TIFF of more than 8 bits per colour that Pillow does not read: floats, signed or 32-bit integers, LogLuv.

    Args:
        data: Bytes of the file.
        tags: Its tags.
        longest_side: Largest length of the longer side of the result, px.

    Returns:
        An image in mode L, RGB or RGBA as it is stored, its profile in `info`; width and height of the file, px; the
        number in its orientation tag.

    Raises:
        UnreadablePhotoError: The pixels are of a kind that is not read, or too many.
        ValueError: The file is damaged.
    """
    width, height, samples, photometric = tags[_WIDTH], tags[_HEIGHT], tags.get(_SAMPLES, 1), tags.get(_PHOTOMETRIC)
    check_size(width, height, MAX_PIXELS)
    bits = max(tags.get(_BITS, (1,)))
    known = photometric in (_ZERO_IS_WHITE, _GREY, _RGB, _LOG_L, _LOG_LUV) and samples <= 4 and bits <= 64
    if not known or tags.get(_COMPRESSION, 1) not in _PACKINGS_OF_OPENCV:
        raise UnreadablePhotoError(unsupported("TIFF"))
    check_size(width, height, MAX_BYTES // max(1, samples * bits // 8))
    orientation = tags.get(_ORIENTATION, 1)
    as_stored = _without_orientation(data, orientation) if orientation in range(2, 9) else data
    pixels = cv2.imdecode(np.frombuffer(as_stored, np.uint8), cv2.IMREAD_UNCHANGED)
    if pixels is None:
        raise ValueError("OpenCV cannot read the TIFF")
    image = Image.fromarray(_as_bytes(pixels, longest_side, bool({*tags.get(_EXTRA_SAMPLES, ())} & {*_ALPHA})))
    if photometric == _ZERO_IS_WHITE:
        image = image.point(lambda value: 255 - value)
    image.info["icc_profile"] = tags.get(_ICC_PROFILE)
    return image, (width, height), orientation


def _without_orientation(data: bytes, orientation: int) -> bytes:
    """The file with orientation 1: OpenCV turns the photo itself, but not in all its versions."""
    order, count = ("<" if data.startswith(b"II") else ">"), ("Q" if data[2:3] == b"+" else "I")
    tag = struct.pack(f"{order}HH{count}", _ORIENTATION, 3, 1)
    return data.replace(tag + struct.pack(f"{order}H", orientation), tag + struct.pack(f"{order}H", 1))


def _as_bytes(pixels: np.ndarray, longest_side: int, has_alpha: bool) -> np.ndarray:
    """Reduce pixels of OpenCV, [height, width] or [height, width, channels] BGR, and convert them to uint8 RGB."""
    dtype = pixels.dtype
    pixels = np.nan_to_num(pixels.astype(np.float32), copy=False, posinf=0, neginf=0)
    scale = longest_side / max(pixels.shape[:2])
    if scale < 1:
        height, width = (max(1, int(length * scale)) for length in pixels.shape[:2])
        pixels = cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA)
    if pixels.ndim == 2 or pixels.shape[2] < 3:
        return stretched(pixels.reshape(*pixels.shape[:2], -1)[..., 0], dtype)
    colours = stretched(pixels[..., 2::-1], dtype)
    if pixels.shape[2] == 3 or not has_alpha:
        return np.ascontiguousarray(colours)
    return np.dstack([colours, stretched(pixels[..., 3], dtype)])

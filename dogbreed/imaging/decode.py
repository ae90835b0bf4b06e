"""Safe decoding of image files from untrusted sources."""

import io
import threading
from dataclasses import dataclass

import numpy as np
from PIL import ExifTags, Image
from PIL.AvifImagePlugin import AvifImageFile
from PIL.BmpImagePlugin import BmpImageFile
from PIL.GifImagePlugin import GifImageFile
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.TiffImagePlugin import TiffImageFile
from PIL.WebPImagePlugin import WebPImageFile
from pillow_heif import HeifImageFile

from dogbreed.errors import UnreadablePhotoError
from dogbreed.imaging.colour import shrink, to_srgb
from dogbreed.imaging.filetype import photo_kind
from dogbreed.imaging.limits import MAX_PIXELS, MAX_PIXELS_BY_ROWS, SAVE_SMALLER, check_size, check_tiff, jpeg_by_rows

LONGEST_SIDE = 1600

# Not Image.open: its limit is global, only warns up to 179 megapixels and then refuses what phones of 200 make.
_READERS: dict[str, type[ImageFile]] = {
    "PNG": PngImageFile,
    "WebP": WebPImageFile,
    "HEIF": HeifImageFile,
    "AVIF": AvifImageFile,
    "GIF": GifImageFile,
    "BMP": BmpImageFile,
    "TIFF": TiffImageFile,
}
_WHOLE_PHOTO = threading.Lock()  # one at a time, so that many users together take little more memory than one
Image.core.set_block_size(  # type: ignore[attr-defined]
    64 * 2**20
)  # glibc gives such blocks back at once; Pillow's 16 MiB ones pile up in each thread
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_AS_STORED = _UPRIGHT | {6: _UPRIGHT[8], 8: _UPRIGHT[6]}  # all others undo themselves


@dataclass(frozen=True)
class Photo:
    """A decoded photo.

    Attributes:
        pixels: uint8 [height', width', 3], sRGB, upright, reduced to at most 1600 pixels on the longer side.
        width: Of the file, upright, in pixels.
        height: Of the file, upright, in pixels.
        format: One of `filetype.PHOTO_KINDS`.
        orientation: EXIF orientation of the file, 1 (upright) to 8.
    """

    pixels: np.ndarray
    width: int
    height: int
    format: str
    orientation: int = 1

    @property
    def as_stored(self) -> np.ndarray:
        """The pixels before rotation to upright, uint8 [height'', width'', 3]."""
        if self.orientation not in _UPRIGHT:
            return self.pixels
        return np.array(Image.fromarray(self.pixels).transpose(_AS_STORED[self.orientation]))


def decode(data: bytes) -> Photo:
    """Decode a photo: JPEG, PNG, WebP, HEIF (HEIC), AVIF, GIF, BMP or TIFF; the first image of a file with several.

    Memory is bounded: the size is checked before any pixel is decoded, and photos that must be decoded as a whole (all
    but baseline JPEGs) are decoded one at a time. See `limits` for the costs. Can be called from any thread.

    Args:
        data: Bytes of the file.

    Raises:
        UnreadablePhotoError: The file is of another type, damaged, truncated, too large or too small.
    """
    kind = photo_kind(data)
    try:
        return _decode_jpeg(data) if kind == "JPEG" else _decode_whole(kind, data)
    except UnreadablePhotoError:
        raise
    except (Image.DecompressionBombError, MemoryError) as error:  # what a decoder itself finds too large
        raise UnreadablePhotoError(f"The photo is too large to be read. {SAVE_SMALLER}") from error
    except Exception as error:  # damaged files make the decoders raise anything
        raise UnreadablePhotoError(
            f"This {kind} photo is damaged or incomplete, as after an interrupted copy or download. "
            "Copy it again from where it came from, or open it in a photo program and save it as JPEG."
        ) from error


def _decode_jpeg(data: bytes) -> Photo:
    file = io.BytesIO(data)
    image = JpegImageFile(file)
    by_rows = jpeg_by_rows(image, data, scan_start=file.tell())
    check_size(*image.size, MAX_PIXELS_BY_ROWS if by_rows else MAX_PIXELS)
    width, height = image.size
    scale = min(1, LONGEST_SIDE / max(width, height))
    image.draft(None, (max(1, int(width * scale)), max(1, int(height * scale))))
    if by_rows:
        return _photo("JPEG", image, width, height)
    with _WHOLE_PHOTO:
        return _photo("JPEG", image, width, height)


def _decode_whole(kind: str, data: bytes) -> Photo:
    if kind == "TIFF":
        check_tiff(data)
    image = _READERS[kind](io.BytesIO(data))
    check_size(*image.size, MAX_PIXELS)
    with _WHOLE_PHOTO:
        return _photo(kind, image, *image.size)


def _photo(kind: str, image: ImageFile, width: int, height: int) -> Photo:
    stored = image.info.get("original_orientation") or _orientation(image)  # HEIF and TIFF readers turn by themselves
    image.load()
    orientation = _orientation(image)
    small = to_srgb(shrink(image, LONGEST_SIDE), image.info.get("icc_profile"))
    if orientation in _UPRIGHT:
        small = small.transpose(_UPRIGHT[orientation])
    if orientation >= 5:
        width, height = height, width
    return Photo(np.array(small), width, height, kind, stored)


def _orientation(image: Image.Image) -> int:
    """The EXIF orientation, 1 to 8; 1 if the EXIF block is missing or damaged."""
    try:
        orientation = int(image.getexif().get(ExifTags.Base.Orientation, 1))
    except Exception:  # as above
        return 1
    return orientation if orientation in _UPRIGHT else 1

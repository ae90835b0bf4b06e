"""Safe decoding of image files from untrusted sources."""

import io
import re
import threading
from contextlib import nullcontext
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
from dogbreed.imaging.decoration import has_all_scans, heif_picture, jpeg_endings, png_picture, webp_picture
from dogbreed.imaging.filetype import is_unusual, photo_kind, unsupported
from dogbreed.imaging.frames import CLEAR, clearer_frame, contrast
from dogbreed.imaging.heif_boxes import stored_orientation
from dogbreed.imaging.limits import MAX_PIXELS, MAX_PIXELS_BY_ROWS, SAVE_SMALLER, check_size, jpeg_by_rows
from dogbreed.imaging.tiff import is_usual_packing, tiff_tags, unusual_tiff

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
_WITHOUT_DECORATION = {"WebP": webp_picture, "HEIF": heif_picture, "AVIF": heif_picture}
_ANIMATED = {"PNG", "WebP", "AVIF", "GIF"}
_UNSUPPORTED = re.compile("unsupported|unknown|cannot handle|not available|not supported", re.IGNORECASE)
_WHOLE_PHOTO = threading.Lock()  # one at a time, so that many users together take little more memory than one
# glibc gives blocks of 64 MiB back at once; Pillow's of 16 MiB pile up in each thread.
Image.core.set_block_size(64 * 2**20)  # type: ignore[attr-defined]
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
        orientation: How the file stores the photo, as an EXIF orientation, 1 (upright) to 8. HEIF and AVIF say it in
            boxes of their own.
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
    """Decode a photo: JPEG, PNG, WebP, HEIF (HEIC), AVIF, GIF, BMP or TIFF.

    Of a file with several images the first is taken, of an animation the first that shows something.

    Memory is bounded: the size is checked before any pixel is decoded, and photos that must be decoded as a whole (all
    but baseline JPEGs) are decoded one at a time. See `limits` for the costs. Can be called from any thread.

    Args:
        data: Bytes of the file.

    Raises:
        UnreadablePhotoError: The file is of another type or variant, damaged, truncated, too large or too small.
    """
    kind = photo_kind(data)
    try:
        return _decode(kind, data)
    except UnreadablePhotoError:
        raise
    except (Image.DecompressionBombError, MemoryError) as error:  # what a decoder itself finds too large
        raise UnreadablePhotoError(f"The photo is too large to be read. {SAVE_SMALLER}") from error
    except Exception as error:  # damaged files make the decoders raise anything
        says_so = _UNSUPPORTED.search(str(error)) and not isinstance(error, TypeError)
        if says_so or is_unusual(kind, data):
            raise UnreadablePhotoError(unsupported(kind)) from error
        raise UnreadablePhotoError(
            f"This {kind} photo is damaged or incomplete, as after an interrupted copy or download. "
            "Copy it again from where it came from, or open it in a photo program and save it as JPEG."
        ) from error


def _decode(kind: str, data: bytes) -> Photo:
    match kind:
        case "JPEG":
            return _decode_jpeg(data)
        case "PNG":
            return _decode_png(data)
        case "TIFF":
            return _decode_tiff(data)
        case "AVIF" if data[8:12] != b"avis":  # libavif insists on this brand
            data = data[:8] + b"avif" + data[12:]
    try:
        return _decode_whole(kind, data)
    except UnreadablePhotoError:
        raise
    except Exception:
        if kind not in _WITHOUT_DECORATION:
            raise
        return _decode_whole(kind, _WITHOUT_DECORATION[kind](data))


def _decode_jpeg(data: bytes) -> Photo:
    try:
        return _decode_complete_jpeg(data)
    except OSError:
        if not has_all_scans(data, JpegImageFile(io.BytesIO(data)).layers):
            raise
        photo, other = (_decode_complete_jpeg(ended) for ended in jpeg_endings(data))
        if not np.array_equal(photo.pixels, other.pixels):
            raise
        return photo


def _decode_complete_jpeg(data: bytes) -> Photo:
    file = io.BytesIO(data)
    image = JpegImageFile(file)
    by_rows = jpeg_by_rows(image, data, scan_start=file.tell())
    check_size(*image.size, MAX_PIXELS_BY_ROWS if by_rows else MAX_PIXELS)
    width, height = image.size
    scale = min(1, LONGEST_SIDE / max(width, height))
    image.draft(None, (max(1, int(width * scale)), max(1, int(height * scale))))
    orientation = _orientation(image)
    with nullcontext() if by_rows else _WHOLE_PHOTO:
        return _photo("JPEG", image, (width, height), orientation, orientation)


def _decode_png(data: bytes) -> Photo:
    try:
        return _decode_whole("PNG", *png_picture(data))
    except UnreadablePhotoError:
        raise
    except Exception:
        return _decode_whole("PNG", *png_picture(data, animated=False))


def _decode_tiff(data: bytes) -> Photo:
    tags = tiff_tags(data)
    try:
        return _decode_whole("TIFF", data)
    except (SyntaxError, KeyError):  # pixels or a compression that Pillow does not know
        with _WHOLE_PHOTO:
            image, size, orientation = unusual_tiff(data, tags, LONGEST_SIDE)
            orientation = orientation if orientation in _UPRIGHT else 1
            return _photo("TIFF", image, size, orientation, orientation)
    except OSError as error:
        if is_usual_packing(tags):
            raise
        raise UnreadablePhotoError(unsupported("TIFF")) from error


def _decode_whole(kind: str, data: bytes, profile: bytes | None = None) -> Photo:
    image = _READERS[kind](io.BytesIO(data))
    size = image.size
    check_size(*size, MAX_PIXELS)
    profile = profile or image.info.get("icc_profile")
    orientation = _orientation(image) if kind == "TIFF" else 1
    with _WHOLE_PHOTO:
        image.load()  # before the EXIF block of a PNG is read, which would load it too and hide that it is damaged
        if kind != "TIFF":
            orientation = stored_orientation(data) if kind in ("HEIF", "AVIF") else _orientation(image)
        if kind in _ANIMATED and (seen := contrast(image)) < CLEAR:
            image = _clearer(kind, data, seen) or image
        to_turn = {"HEIF": 1, "TIFF": _orientation(image)}.get(kind, orientation)  # these readers turn by themselves
        if kind == "BMP" and image.mode == "RGBA" and not image.getchannel("A").getbbox():
            return _photo(kind, image.convert("RGB"), size, orientation, to_turn, profile)  # alpha that is not in use
        return _photo(kind, image, size, orientation, to_turn, profile)


def _clearer(kind: str, data: bytes, seen: float) -> ImageFile | None:
    """The frame of an animation with more contrast than the first, whose contrast is `seen`; None if there is none."""
    number = clearer_frame(_READERS[kind](io.BytesIO(data)), seen)
    if not number:
        return None
    image = _READERS[kind](io.BytesIO(data))
    image.seek(number)
    image.load()
    return image


def _photo(
    kind: str, image: Image.Image, size: tuple[int, int], orientation: int, to_turn: int, profile: bytes | None = None
) -> Photo:
    """The photo of an image, in any mode, whose pixels lie as the EXIF orientation `to_turn` says."""
    small = to_srgb(shrink(image, LONGEST_SIDE), profile or image.info.get("icc_profile"))
    if to_turn in _UPRIGHT:
        small = small.transpose(_UPRIGHT[to_turn])
    width, height = size if to_turn < 5 else size[::-1]
    return Photo(np.array(small), width, height, kind, orientation)


def _orientation(image: Image.Image) -> int:
    """The EXIF orientation, 1 to 8; 1 if the EXIF block is missing or damaged."""
    try:
        orientation = int(image.getexif().get(ExifTags.Base.Orientation, 1))
    except Exception:  # as above
        return 1
    return orientation if orientation in _UPRIGHT else 1

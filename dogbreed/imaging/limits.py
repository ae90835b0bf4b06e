"""Limits on memory and time per photo, checked on the file header before any pixel is decoded."""

import io
import struct

from PIL.JpegImagePlugin import JpegImageFile
from PIL.TiffImagePlugin import ImageFileDirectory_v2

from dogbreed.errors import UnreadablePhotoError
from dogbreed.imaging.filetype import RAW

SHORTEST_SIDE = 32
"""Shortest side that is accepted, px; smaller photos do not show a breed."""
MAX_PIXELS = 64_000_000
"""For a photo that is decoded as a whole, at 5 to 17 bytes per pixel: 1.1 GB for WebP, up to 0.85 GB for others."""
MAX_PIXELS_BY_ROWS = 200_000_000
"""For a JPEG that is decoded row by row and reduced at the same time, which takes 40 MB at any size."""
MAX_SCANS = 100
"""Scans of a progressive JPEG (usually 10): each scan passes over the whole photo again."""
MAX_TIFF_PIECES = 100_000
"""Strips or tiles of a TIFF: each costs 10 microseconds and 350 bytes even if it is empty."""

SAVE_SMALLER = "Save a smaller copy; 1,600 pixels on the longer side are enough."
_SUBFILE_TYPE, _PHOTOMETRIC, _STRIP_OFFSETS, _TILE_WIDTH, _TILE_LENGTH, _TILE_OFFSETS = 254, 262, 273, 322, 323, 324
_DNG_VERSION = 50706
_COLOUR_FILTER_ARRAY = 32803


def check_size(width: int, height: int, most: int) -> None:
    """Check the size of a photo.

    Args:
        width: Width, px.
        height: Height, px.
        most: Largest number of pixels.

    Raises:
        UnreadablePhotoError: The photo is too large or too small; the text gives its size.
    """
    if width * height > most:
        raise UnreadablePhotoError(
            f"The photo is too large: {width:,} x {height:,} pixels, and at most {most // 1_000_000} megapixels "
            f"can be read. {SAVE_SMALLER}"
        )
    if min(width, height) < SHORTEST_SIDE:
        raise UnreadablePhotoError(
            f"The photo is only {width} x {height} pixels; a photo needs at least {SHORTEST_SIDE} x {SHORTEST_SIDE}. "
            "Use the original, not a thumbnail."
        )


def check_tiff(data: bytes) -> None:
    """Check that a TIFF contains no raw camera data, and that its strips or tiles are not too many or too large.

    Args:
        data: Bytes of the file.

    Raises:
        UnreadablePhotoError: It does; the text says what is wrong.
    """
    header = data[: 16 if data.startswith(b"II+") else 8]
    tags, file = ImageFileDirectory_v2(header), io.BytesIO(data)
    file.seek(tags.next)
    tags.load(file)
    is_thumbnail = bool(tags.get(_SUBFILE_TYPE, 0) & 1)  # raw files are TIFFs that begin with one
    if is_thumbnail or _DNG_VERSION in tags or tags.get(_PHOTOMETRIC) == _COLOUR_FILTER_ARRAY:
        raise UnreadablePhotoError(RAW)
    pieces = len(tags.get(_TILE_OFFSETS) or tags.get(_STRIP_OFFSETS, ()))
    if pieces > MAX_TIFF_PIECES or tags.get(_TILE_WIDTH, 0) * tags.get(_TILE_LENGTH, 0) > MAX_PIXELS:
        raise UnreadablePhotoError("This TIFF is cut into too many or too large pieces. Save it as JPEG or PNG.")


def jpeg_by_rows(image: JpegImageFile, data: bytes, scan_start: int) -> bool:
    """Whether a JPEG can be decoded row by row, which needs all colour components in a single scan.

    For any other JPEG (progressive, or one scan per component) the decoder holds the coefficients of the whole photo.

    Args:
        image: The opened file.
        data: Bytes of the file.
        scan_start: Offset at which the data of the first scan begin.

    Raises:
        UnreadablePhotoError: The photo has more than `MAX_SCANS` scans.
    """
    length = 6 + 2 * image.layers
    scan_header = struct.pack(">HHB", 0xFFDA, length, image.layers)
    if "progressive" not in image.info and data.startswith(scan_header, scan_start - length - 2):
        return True
    if data.count(b"\xff\xda") > MAX_SCANS:
        raise UnreadablePhotoError("This JPEG is made of too many scans. Open it in a photo program and save it again.")
    return False

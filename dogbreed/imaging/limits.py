"""Limits on memory and time per photo, checked on the file header before any pixel is decoded."""

import struct

from PIL.JpegImagePlugin import JpegImageFile

from dogbreed.errors import UnreadablePhotoError

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

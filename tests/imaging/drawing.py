"""Drawn photos and hostile files for the imaging tests."""

import io
import struct
import zlib
from typing import Any

import numpy as np
import pillow_heif
from PIL import Image, ImageCms

RED, GREEN, BLUE, WHITE = (200, 40, 40), (40, 160, 40), (40, 40, 200), (230, 230, 230)
UPRIGHT = ["red", "green", "blue", "white"]
"""The `corners` of `quarters`."""
FORMATS = ("JPEG", "PNG", "WebP", "HEIF", "AVIF", "GIF", "BMP", "TIFF")


def quarters(width: int = 96, height: int = 64) -> Image.Image:
    """Red, green / blue, white: its corners tell how it was turned."""
    pixels = np.empty((height, width, 3), np.uint8)
    pixels[: height // 2, : width // 2], pixels[: height // 2, width // 2 :] = RED, GREEN
    pixels[height // 2 :, : width // 2], pixels[height // 2 :, width // 2 :] = BLUE, WHITE
    return Image.fromarray(pixels)


def corners(pixels: np.ndarray) -> list[str]:
    """Colour names of the top left, top right, bottom left and bottom right corner, allowing for lossy formats."""
    names = {"red": RED, "green": GREEN, "blue": BLUE, "white": WHITE}
    spots = [pixels[y, x].astype(int) for y in (6, -7) for x in (6, -7)]
    return [min(names, key=lambda name: int(np.abs(np.subtract(names[name], spot)).sum())) for spot in spots]


def near(pixels: np.ndarray, colour: tuple[float, ...], tolerance: float = 3) -> bool:
    """Whether the mean colour is the given one."""
    return bool(np.abs(pixels.reshape(-1, 3).mean(0) - colour).max() <= tolerance)


def file_of(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    """The image as the bytes of a file."""
    file = io.BytesIO()
    if kind == "HEIF":
        pillow_heif.from_pillow(image).save(file, **options)
    else:
        image.save(file, kind, **options)
    return file.getvalue()


def exif(orientation: int) -> bytes:
    """An EXIF block that holds the orientation alone."""
    block = Image.Exif()
    block[274] = orientation
    return block.tobytes()


def display_p3() -> bytes:
    """An ICC profile with the primaries of Display P3, made from Pillow's sRGB profile."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    primaries = {
        b"rXYZ": (0.5151, 0.2412, -0.0011),
        b"gXYZ": (0.2920, 0.6922, 0.0419),
        b"bXYZ": (0.1571, 0.0666, 0.7841),
    }
    for tag, xyz in primaries.items():
        entry = profile.index(tag, 128)
        offset = int.from_bytes(profile[entry + 4 : entry + 8])
        profile[offset + 8 : offset + 20] = struct.pack(">3i", *(round(value * 65536) for value in xyz))
    return bytes(profile).replace("sRGB".encode("utf-16-be"), "Disp".encode("utf-16-be"))


def linear_profile() -> bytes:
    """An ICC profile with the primaries of sRGB and linear curves whose description begins with "sRGB"."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for tag in (b"rTRC", b"gTRC", b"bTRC"):
        entry = profile.index(tag, 128)
        offset = int.from_bytes(profile[entry + 4 : entry + 8])
        profile[offset : offset + 12] = b"curv" + bytes(8)
    assert ImageCms.getProfileDescription(io.BytesIO(profile)).startswith("sRGB")
    return bytes(profile)


def png_chunk(kind: bytes, data: bytes) -> bytes:
    """One chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_of_zeros(width: int, height: int) -> bytes:
    """A black 1-bit PNG, a few kB however large."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes((1 + (width + 7) // 8) * height), 9)
    return b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + png_chunk(b"IDAT", rows) + png_chunk(b"IEND", b"")


def png_with_chunk(kind: bytes, data: bytes) -> bytes:
    """A small PNG with one more chunk after its header."""
    png = file_of(quarters())
    return png[:33] + png_chunk(kind, data) + png[33:]


def tiff(tags: dict[int, tuple[int, int, int]], body: bytes = b"") -> bytes:
    """A little-endian TIFF of 64 x 64 grey pixels; `tags` (tag: type, count, value) add to or replace its own.

    The body starts at byte 8 + 2 + 12 * number of tags + 4.
    """
    own = {256: (4, 1, 64), 257: (4, 1, 64), 258: (3, 1, 8), 262: (3, 1, 1), 277: (3, 1, 1)}
    entries = [struct.pack("<HHII", tag, *value) for tag, value in sorted((own | tags).items())]
    return b"II*\0" + struct.pack("<IH", 8, len(entries)) + b"".join(entries) + bytes(4) + body


def many_scans(count: int) -> bytes:
    """A progressive JPEG that repeats its second scan."""
    jpeg = file_of(quarters(), "JPEG", progressive=True)
    _, second, third, *_ = _find_all(jpeg, b"\xff\xda")
    return jpeg[:second] + jpeg[second:third] * count + jpeg[third:]


def with_header_size(data: bytes, width: int, height: int) -> bytes:
    """A HEIF or AVIF file that says another size than its picture has."""
    changed = bytearray(data)
    for at in _find_all(data, b"ispe"):
        changed[at + 8 : at + 16] = struct.pack(">II", width, height)
    return bytes(changed)


def _find_all(data: bytes, mark: bytes) -> list[int]:
    found, at = [], data.find(mark)
    while at >= 0:
        found.append(at)
        at = data.find(mark, at + 1)
    return found

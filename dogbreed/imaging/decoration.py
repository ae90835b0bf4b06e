"""Removal of what a file holds beside its picture, so that nothing of it can make the photo unreadable.

Decoders refuse a whole file for a damaged or very large text, profile or EXIF block, which browsers ignore.
"""

import re
import struct
import zlib

MAX_PROFILE_BYTES = 8_000_000
"""Longest colour profile that is used, bytes when unpacked."""
MAX_METADATA_BYTES = 200_000
"""Longest EXIF or XMP block of a PNG that is used, bytes."""

_PNG_ORIENTATION = (b"XML:com.adobe.xmp\0\0", b"Raw profile type exif\0")
_PNG_FRAMES = {b"acTL", b"fcTL", b"fdAT"}
_WEBP_PICTURE = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
_METADATA_ITEM = re.compile(rb"(infe(?:\x02.{7}|\x03.{9}))(?:Exif|mime)", re.DOTALL)
_NOISE = bytes(range(7, 250, 3))


def png_picture(data: bytes, animated: bool = True) -> tuple[bytes, bytes | None]:
    """A PNG without the chunks that it can be shown without, and its colour profile.

    Kept are the pixels, the transparency, the frames and an EXIF or XMP block of ordinary size, unless the checksum of
    such a chunk is wrong.

    Args:
        data: Bytes of the file.
        animated: Whether the frames are kept.

    Returns:
        Bytes of the file without the other chunks; the ICC profile, None if there is none or if it is too long.
    """
    view, picture, profile = memoryview(data), bytearray(data[:8]), None
    at = 8
    while at + 12 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            break
        critical = not kind[0] & 0x20
        if critical or (_is_wanted(kind, view[at + 8 : end - 4]) and _checksum_is_right(view[at + 4 : end])):
            if animated or kind not in _PNG_FRAMES:
                picture += view[at:end]
        elif kind == b"iCCP" and _checksum_is_right(view[at + 4 : end]):
            profile = _unpacked(view[at + 8 : end - 4].tobytes(), MAX_PROFILE_BYTES)
        at = end
    return bytes(picture + view[at:]), profile


def webp_picture(data: bytes) -> bytes:
    """A WebP without metadata, what comes after it, and a wrong length in its first bytes."""
    picture, at = bytearray(), 12
    while at + 8 <= len(data):
        kind, length = struct.unpack_from("<4sI", data, at)
        end = at + 8 + length + length % 2
        if kind in _WEBP_PICTURE and at + 8 + length <= len(data):
            picture += data[at:end]
            if kind == b"VP8X":
                picture[-10] &= ~0x0C  # announces EXIF and XMP
        at = end
    return b"RIFF" + struct.pack("<I", len(picture) + 4) + b"WEBP" + picture


def heif_picture(data: bytes) -> bytes:
    """A HEIF or AVIF whose EXIF and XMP blocks carry a name that decoders pass over."""
    return _METADATA_ITEM.sub(rb"\1skip", data)


def jpeg_endings(data: bytes) -> tuple[bytes, bytes]:
    """A JPEG that ends too early with two different ends: the decoded photos are equal if its last scan is complete.

    Missing pixels are decoded from what follows, which is nothing in the first and noise in the second, also after
    each restart marker.
    """
    data = data.rstrip(b"\xff")
    markers = [bytes([0xFF, 0xD0 + number]) for number in range(8)]
    last = max(range(8), key=lambda number: data.rfind(markers[number]))
    following = range(last + 1, last + 9) if markers[last] in data else range(8)
    noise = _NOISE + b"".join(markers[number % 8] + _NOISE for number in following)
    return data + b"\xff\xd9", data + noise + b"\xff\xd9"


def has_all_scans(data: bytes, components: int) -> bool:
    """Whether the scans of a JPEG bring every coefficient of every colour component in full precision."""
    precise = set()
    for scan in re.finditer(rb"\xff\xda\0([\x08-\x0e])([\x01-\x04])", data):
        count, at = scan[2][0], scan.end()
        if scan[1][0] != 6 + 2 * count or at + 2 * count + 3 > len(data):
            continue
        first, last, precision = data[at + 2 * count : at + 2 * count + 3]
        if not precision & 0x0F:
            precise |= {(data[at + 2 * n], place) for n in range(count) for place in range(first, min(last, 63) + 1)}
    return len(precise) >= 64 * components


def _is_wanted(kind: bytes, content: memoryview) -> bool:
    if kind == b"tRNS" or kind in _PNG_FRAMES:
        return True
    if len(content) > MAX_METADATA_BYTES:
        return False
    if kind in (b"tEXt", b"zTXt", b"iTXt") and bytes(content[:24]).startswith(_PNG_ORIENTATION):
        return kind != b"zTXt" or _unpacked(bytes(content), MAX_METADATA_BYTES) is not None
    return kind == b"eXIf"


def _checksum_is_right(chunk: memoryview) -> bool:
    """Whether the checksum at the end of a PNG chunk, given from its name on, is right."""
    return zlib.crc32(chunk[:-4]) == int.from_bytes(chunk[-4:])


def _unpacked(content: bytes, most: int) -> bytes | None:
    """What follows the name of an iCCP or zTXt chunk, unpacked; None if it is damaged or longer than `most` bytes."""
    _, _, packed = content.partition(b"\0")
    unpacker = zlib.decompressobj()
    try:
        unpacked = unpacker.decompress(packed[1:], most)
    except zlib.error:
        return None
    return unpacked if unpacker.eof else None

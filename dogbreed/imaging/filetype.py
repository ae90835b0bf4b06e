"""File type detection by the first bytes of the content; file names are not trusted."""

from dogbreed.errors import UnreadablePhotoError
from dogbreed.imaging.heif_boxes import item_types

PHOTO_KINDS = ("JPEG", "PNG", "WebP", "HEIF", "AVIF", "GIF", "BMP", "TIFF")
RAW = "This is a raw camera file, which only photo software can develop. Export it as JPEG first."

_VIDEO = "This is a video, not a photo. Use a still picture taken from it."
_ARCHIVE = "This is an archive or an office document, not a photo. Take the photos out of it first."
_OTHER_PICTURE = "This is a picture of a kind that cannot be read here. Open it in a photo program and save it as JPEG."

_PHOTO_SIGNATURES = (
    (0, b"\xff\xd8", "JPEG"),
    (0, b"\x89PNG\r\n\x1a\n", "PNG"),
    (8, b"WEBP", "WebP"),
    (0, b"GIF87a", "GIF"),
    (0, b"GIF89a", "GIF"),
    (0, b"II*\0", "TIFF"),
    (0, b"MM\0*", "TIFF"),
    (0, b"II+\0", "TIFF"),  # BigTIFF
    (0, b"MM\0+", "TIFF"),
)
_AVIF_BRANDS = {b"avif", b"avis"}
_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"}
_OTHER_SIGNATURES = (
    (0, b"%PDF", "This is a PDF document, not a photo. Save the picture in it as JPEG or take a screenshot."),
    (0, b"PK\x03\x04", _ARCHIVE),
    (0, b"Rar!", _ARCHIVE),
    (0, b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (0, b"\x1f\x8b", _ARCHIVE),
    (0, b"\x1aE\xdf\xa3", _VIDEO),  # Matroska, WebM
    (0, b"\0\0\x01\xba", _VIDEO),  # MPEG programme stream
    (8, b"AVI ", _VIDEO),
    *((4, atom, _VIDEO) for atom in (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip")),  # MP4, QuickTime
    (0, b"IIU\0", RAW),  # Panasonic
    (0, b"IIRO", RAW),  # Olympus
    (0, b"FUJIFILMCCD-RAW", RAW),
    (4, b"jP  ", _OTHER_PICTURE),  # JPEG 2000
    (4, b"JXL ", _OTHER_PICTURE),
    (0, b"\xff\x0a", _OTHER_PICTURE),  # JPEG XL without a container
    (0, b"8BPS", _OTHER_PICTURE),  # Photoshop
    (0, b"\0\0\x01\0", _OTHER_PICTURE),  # icon
)
_CONTROL_BYTES = set(range(32)) - set(b"\t\n\f\r\x1b")


def photo_kind(data: bytes) -> str:
    """The type of an image file, one of `PHOTO_KINDS`.

    Raises:
        UnreadablePhotoError: The file is of another type; the text says which.
    """
    if _is_canon_raw(data):
        raise UnreadablePhotoError(RAW)
    for offset, signature, kind in _PHOTO_SIGNATURES:
        if data.startswith(signature, offset):
            return kind
    if data.startswith(b"BM") and data[15:18] == b"\0\0\0":  # a text may start with BM too, but not with these zeros
        return "BMP"
    brands = _brands(data)
    if brands & _AVIF_BRANDS:
        return "AVIF"
    if brands & _HEIF_BRANDS:
        types = item_types(data)
        return "AVIF" if b"av01" in types and b"hvc1" not in types else "HEIF"
    raise UnreadablePhotoError(f"{_describe(data)} Photos can be {', '.join(PHOTO_KINDS[:-1])} or {PHOTO_KINDS[-1]}.")


def unsupported(kind: str) -> str:
    """Why a photo is not read whose kind, one of `PHOTO_KINDS`, has variants that no decoder here knows."""
    return f"This is a kind of {kind} that cannot be read here. Open it in a photo program and save it as JPEG."


def is_unusual(kind: str, data: bytes) -> bool:
    """Whether a photo that cannot be read is of a variant that no decoder here knows, by what its headers say.

    Args:
        kind: One of `PHOTO_KINDS`.
        data: Bytes of the file.
    """
    match kind:
        case "JPEG":
            return _is_unusual_jpeg(data)
        case "PNG":
            return data[12:16] == b"CgBI"  # of Apple's programs
        case "HEIF" | "AVIF":
            types = item_types(data)
            return bool(types) and (b"hvc1" if kind == "HEIF" else b"av01") not in types
    return False


def _is_unusual_jpeg(data: bytes) -> bool:
    """Whether a JPEG is neither baseline nor progressive, or of more than 8 bits: its first frame header says so."""
    at = 2
    while at + 5 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return marker not in (0xC0, 0xC1, 0xC2, 0xC9, 0xCA) or data[at + 4] != 8
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
    return False


def _is_canon_raw(data: bytes) -> bool:
    """CR2 is a TIFF with its own signature, CR3 an ISO base media file with its own brand."""
    return (data.startswith((b"II*\0", b"MM\0*")) and data[8:10] == b"CR") or data[4:12] == b"ftypcrx "


def _brands(data: bytes) -> set[bytes]:
    """The brands of an ISO base media file (HEIF, AVIF, MP4 ...); empty for other files."""
    if data[4:8] != b"ftyp":
        return set()
    end = min(int.from_bytes(data[:4]), 256)
    return {data[8:12]} | {data[at : at + 4] for at in range(16, end, 4)}


def _describe(data: bytes) -> str:
    if not data:
        return "The file is empty. Copy or download the photo again."
    for offset, signature, sentence in _OTHER_SIGNATURES:
        if data.startswith(signature, offset):
            return sentence
    return _describe_text(data[:2048].lower())


def _describe_text(head: bytes) -> str:
    if not _CONTROL_BYTES.isdisjoint(head):
        return "This is not a photo of any kind that can be read."
    if b"<svg" in head:
        return "This is a drawing (SVG), not a photo. Save it as PNG first."
    if b"<html" in head:
        return "This is a web page, not a photo. Save the picture itself from the page."
    return "This is a text file, not a photo, whatever its name says."

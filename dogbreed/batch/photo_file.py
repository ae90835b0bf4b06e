"""A file that may contain a photo, on disk or in an archive, which is read only when it is needed."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from dogbreed.errors import UnreadablePhotoError

PHOTO_SUFFIXES = frozenset(
    {".jpg", ".jpeg", ".jpe", ".jfif", ".mpo", ".png", ".apng", ".webp", ".heic", ".heif", ".hif", ".avif", ".gif"}
    | {".bmp", ".dib", ".tif", ".tiff"}
)
EMPTY = "The file is empty. Copy or download it again."
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029"  # controls, line and paragraph separators
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks, embeddings, overrides and isolates of direction
    "\ud800-\udfff]"  # surrogates, by which Python keeps the bytes of a name that is not UTF-8
)


@dataclass(frozen=True)
class PhotoFile:
    """A file to identify.

    Attributes:
        name: The path as it is, `holiday.zip/rex.jpg`; show it as `printable(name)`.
        read: Returns the bytes, or raises `UnreadablePhotoError` with the reason.
    """

    name: str
    read: Callable[[], bytes]


def refused(name: str, reason: str) -> PhotoFile:
    """A file that is not read; reading it raises the reason, a sentence."""

    def read() -> bytes:
        raise UnreadablePhotoError(reason)

    return PhotoFile(name, read)


def is_photo(path: PurePosixPath) -> bool:
    """Whether a file in a folder or an archive is a photo, by its suffix; hidden files are not."""
    return path.suffix.lower() in PHOTO_SUFFIXES and not is_hidden(path)


def is_hidden(path: PurePosixPath) -> bool:
    """Whether a file is hidden: `.thumbnails/rex.jpg`, or `__MACOSX/._rex.jpg` of macOS."""
    return any(part == "__MACOSX" or (part.startswith(".") and part.strip(".")) for part in path.parts)


def printable(name: str) -> str:
    """A name that is safe to show: what could command a terminal or reorder the text is replaced by U+FFFD."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", name)

"""A file that may hold a photo, wherever it lies, read when its turn comes."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from dogbreed.imaging.errors import UnreadablePhotoError
from dogbreed.inference.ensemble import AnyClassifier
from dogbreed.inference.identify import Answer, identify, unreadable

PHOTO_SUFFIXES = frozenset(
    {".jpg", ".jpeg", ".jfif", ".mpo", ".png", ".apng", ".webp", ".heic", ".heif", ".hif", ".avif", ".gif"}
    | {".bmp", ".dib", ".tif", ".tiff"}
)
EMPTY = "The file is empty. Copy or download it again."


@dataclass(frozen=True)
class PhotoFile:
    """A file on its way to an answer.

    Attributes:
        name: As people read it, "holiday.zip/rex.jpg".
        read: Gives its bytes, or raises `UnreadablePhotoError` with the reason why it cannot.
    """

    name: str
    read: Callable[[], bytes]

    def answer(self, classifier: AnyClassifier) -> Answer:
        """Read the file and name the breed; whatever is wrong with the file is an answer too."""
        try:
            data = self.read()
        except UnreadablePhotoError as error:
            return unreadable(self.name, str(error))
        return identify(self.name, data, classifier)


def refused(name: str, reason: str) -> PhotoFile:
    """A file that is not read, for a reason told in a sentence."""

    def read() -> bytes:
        raise UnreadablePhotoError(reason)

    return PhotoFile(name, read)


def is_photo(path: PurePosixPath) -> bool:
    """Whether a file of a folder or an archive is meant as a photo: by its name, and not one that systems hide."""
    return path.suffix.lower() in PHOTO_SUFFIXES and not is_hidden(path)


def is_hidden(path: PurePosixPath) -> bool:
    """Whether a file is kept from people: `.thumbnails/rex.jpg`, or a Mac's `__MACOSX/._rex.jpg`."""
    return any(part == "__MACOSX" or (part.startswith(".") and part.strip(".")) for part in path.parts)


def printable(name: str) -> str:
    """A name that can be printed anywhere: control characters and broken ones, which a terminal obeys, are replaced."""
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in name)

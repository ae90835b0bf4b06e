"""Read photos from an untrusted zip archive, without writing to disk and within limits on memory and time.

Members are read in pieces and only up to the size that the archive states for them, so an archive with false sizes
costs no more than one with true sizes. Overlapping members count once for each name.
"""

import stat
from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath, PureWindowsPath
from typing import IO, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from dogbreed.batch import limits
from dogbreed.batch.archive_names import ContentsTooLongError, NamesAsBytes, member_paths
from dogbreed.batch.photo_file import EMPTY, PhotoFile, is_hidden, is_photo, refused
from dogbreed.errors import UnreadablePhotoError

_PIECE = 1 << 20
_ENCRYPTED = 0x1
_ARCHIVES = frozenset({".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz"})
_DAMAGED = (
    "This is no zip archive, or it is damaged or incomplete, as after an interrupted copy or download. "
    "Copy it again from where it came from."
)


def is_archive(name: str) -> bool:
    """Whether a file name is that of a zip archive."""
    return name.lower().endswith(".zip")


def photos_in_archive(name: str, file: IO[bytes]) -> Iterator[PhotoFile]:
    """The photos of a zip archive, sorted by name. Each must be read before the next one is requested.

    A member that is not read, or an archive that cannot be read, is yielded as a file that raises the reason.

    Args:
        name: Name of the archive; its members are named `name/member`.
        file: The archive, opened for reading until the last photo has been read.
    """
    try:
        archive = ZipFile(cast(IO[bytes], NamesAsBytes(file)))
    except ContentsTooLongError:
        yield refused(name, f"The archive lists far too many files. {limits.LIMITS}")
    except Exception:  # damaged archives make zipfile raise anything
        yield refused(name, _DAMAGED if file.seek(0, 2) else EMPTY)
    else:
        with archive:
            yield from _photos(name, archive)


def _photos(name: str, archive: ZipFile) -> Iterator[PhotoFile]:
    listed = zip(member_paths(archive.infolist()), archive.infolist(), strict=True)
    members = sorted(((path, member) for path, member in listed if _is_wanted(path)), key=lambda pair: pair[0])
    if not members:
        yield refused(name, "This archive holds no photos.")
    total = taken = 0
    for path, member in members:
        reason = _reason_against(path, member)
        if reason is None:
            taken, total = taken + 1, total + member.file_size
        if taken > limits.MAX_PHOTOS or total > limits.MAX_TOTAL_BYTES:
            yield refused(
                name, f"The archive holds more than can be answered; its last photos are left out. {limits.LIMITS}"
            )
            return
        full = f"{name}/{path}"
        yield refused(full, reason) if reason else PhotoFile(full, partial(_read, archive, member))


def _is_wanted(path: PurePosixPath) -> bool:
    return is_photo(path) or (path.suffix.lower() in _ARCHIVES and not is_hidden(path))


def _reason_against(path: PurePosixPath, member: ZipInfo) -> str | None:
    """Why a member is not read, as a sentence; None if it is read."""
    expansion = limits.MAX_EXPANSION
    outside = path.is_absolute() or ".." in path.parts or PureWindowsPath(path).anchor != ""
    reasons = (
        (outside, "Its name leads out of the archive, as no photo's does, so it is not opened."),
        (
            path.suffix.lower() in _ARCHIVES,
            "This is an archive within an archive, which is not opened. Take it out and hand it in by itself.",
        ),
        (
            stat.S_ISLNK(member.external_attr >> 16),
            "This is a link to another file, not a photo. Put the photo itself into the archive.",
        ),
        (bool(member.flag_bits & _ENCRYPTED), "It is protected by a password. Unpack the archive first."),
        (
            member.compress_type not in (ZIP_STORED, ZIP_DEFLATED),
            "It is packed by a method that is not read here. Unpack the archive, or pack it as an ordinary zip.",
        ),
        (member.file_size > limits.MAX_PHOTO_BYTES, limits.too_large(member.file_size)),
        (
            member.file_size > expansion * member.compress_size,
            f"It expands to more than {expansion} times its packed size, as no photo does, so it is not opened.",
        ),
    )
    return next((sentence for applies, sentence in reasons if applies), None)


def _read(archive: ZipFile, member: ZipInfo) -> bytes:
    try:
        with archive.open(member) as file:
            return b"".join(iter(partial(file.read, _PIECE), b""))
    except Exception as error:  # as above
        raise UnreadablePhotoError("This part of the archive is damaged. Copy the archive again.") from error

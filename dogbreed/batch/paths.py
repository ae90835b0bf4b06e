"""The photos in files, folders (with subfolders and linked folders) and zip archives."""

import os
import stat
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath

from dogbreed.batch.archive import is_archive, photos_in_archive
from dogbreed.batch.limits import MAX_FILE_BYTES, too_large
from dogbreed.batch.photo_file import PHOTO_SUFFIXES, PhotoFile, is_hidden, is_photo, refused
from dogbreed.errors import UnreadablePhotoError

_NO_PHOTOS = f"This folder holds no photos: no file that ends in {', '.join(sorted(PHOTO_SUFFIXES))} or .zip."
_Identity = tuple[int, int]
"""Device and inode, the same for all names of a folder."""


def photos_at(paths: Iterable[Path]) -> Iterator[PhotoFile]:
    """All photos under the given paths. Each must be read before the next one is requested.

    A path that does not exist or cannot be opened is yielded as a file that raises the reason when it is read.
    """
    for path in paths:
        try:
            is_folder = stat.S_ISDIR(path.stat().st_mode)
        except (OSError, ValueError) as error:  # ValueError: a name that no file can have
            yield refused(str(path), _reason(error))
            continue
        yield from _photos_in_folder(path) if is_folder else _photos_in_file(path)


def _photos_in_folder(folder: Path) -> Iterator[PhotoFile]:
    found = sorted(_Walk(folder).files(), key=lambda pair: pair[0])
    if not found:
        yield refused(str(folder), _NO_PHOTOS)
    for path, problem in found:
        if problem:
            yield refused(str(path), problem)
        else:
            yield from _photos_in_file(path)


class _Walk:
    """One walk through a folder: every folder is entered once, linked ones after the folder's own."""

    def __init__(self, folder: Path):
        self._folder = folder
        # A link to a folder above would lead through the whole disk.
        self._entered = {_identity(above) for above in folder.resolve().parents}
        self._links: list[Path] = []

    def files(self) -> Iterator[tuple[Path, str]]:
        """Photos and archives with "", and what cannot be entered with the reason, in no order."""
        yield from self._in(self._folder)
        while self._links:
            yield from self._in(self._links.pop(0))

    def _in(self, folder: Path) -> Iterator[tuple[Path, str]]:
        pending = [folder]
        while pending:
            entering = pending.pop()
            try:
                if (identity := _identity(entering)) in self._entered:
                    continue
                self._entered.add(identity)
                with os.scandir(entering) as listing:
                    entries = sorted(listing, key=lambda entry: entry.name)
            except OSError as error:
                yield entering, _reason(error, "folder")
                continue
            for entry in entries:
                path = entering / entry.name
                name = PurePosixPath(path.relative_to(self._folder).as_posix())
                if is_hidden(name):
                    continue
                if _is_folder(path):
                    (self._links if entry.is_symlink() else pending).append(path)
                elif is_photo(name) or is_archive(entry.name):
                    yield path, ""
                elif not name.suffix and entry.is_symlink() and not path.exists():
                    yield path, "This link leads to a folder or file that is not there."


def _is_folder(path: Path) -> bool:
    """Whether it is a folder or a link to one; what cannot be looked at is left to be opened as a file."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _identity(folder: Path) -> _Identity:
    status = folder.stat()
    return status.st_dev, status.st_ino


def _photos_in_file(path: Path) -> Iterator[PhotoFile]:
    name = str(path)
    if not is_archive(name):
        yield PhotoFile(name, partial(_read, path))
        return
    try:
        _size(path)
        file = path.open("rb")
    except (OSError, UnreadablePhotoError) as error:
        yield refused(name, _reason(error))
        return
    with file:
        yield from photos_in_archive(name, file)


def _read(path: Path) -> bytes:
    try:
        if (size := _size(path)) > MAX_FILE_BYTES:
            raise UnreadablePhotoError(too_large(size, MAX_FILE_BYTES))
        return path.read_bytes()
    except OSError as error:
        raise UnreadablePhotoError(_reason(error)) from error


def _size(path: Path) -> int:
    """Size of a regular file in bytes; opening a pipe would wait for a writer, and some devices never end."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise UnreadablePhotoError("This is a device, a pipe or a socket, not a file with a photo.")
    return status.st_size


def _reason(error: Exception, what: str = "file") -> str:
    if isinstance(error, UnreadablePhotoError):
        return str(error)
    if isinstance(error, FileNotFoundError):
        return "There is no such file or folder: check the name."
    if isinstance(error, OSError):
        return f"The {what} cannot be opened: {(error.strerror or str(error)).lower()}."
    return "No file can have this name: check it."

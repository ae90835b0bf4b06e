"""Part of a cache's key that changes when a file on the disk is replaced."""

from pathlib import Path


def file_stamp(*files: Path) -> tuple[int, ...]:
    """When each file was last written, in ns since 1970; 0 for a file that does not exist."""
    return tuple(file.stat().st_mtime_ns if file.is_file() else 0 for file in files)

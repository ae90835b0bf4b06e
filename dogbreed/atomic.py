"""Atomic writes: a file is complete or does not exist."""

from collections.abc import Callable
from pathlib import Path
from typing import Any


def atomic_write(file: Path, write: Callable[[Path], Any]) -> None:
    """Write to a temporary file in the same folder, then rename it: readers never see a part of the content.

    Args:
        file: The final path; its folder is created if it does not exist.
        write: Writes the content to the path that it is given.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"part-{file.name}")
    write(part)
    part.replace(file)

"""Files that appear whole or not at all."""

from collections.abc import Callable
from pathlib import Path
from typing import Any


def atomic_write(file: Path, write: Callable[[Path], Any]) -> None:
    """Write a file under another name and move it into place: the whole file or none."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"part-{file.name}")
    write(part)
    part.replace(file)

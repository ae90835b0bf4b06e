"""Small committed tables, as CSV."""

from pathlib import Path

import pandas as pd

from dogbreed.atomic import atomic_write
from dogbreed.errors import DogbreedError


def write_table(table: pd.DataFrame, path: Path) -> None:
    """Write a table: the whole new file or the old one."""
    atomic_write(path, lambda part: table.to_csv(part, index=False, lineterminator="\n"))


def read_table(path: Path, columns: tuple[str, ...], what: str, remedy: str) -> pd.DataFrame:
    """Read a table.

    Args:
        columns: That it must have.
        what: What it holds, for the sentence of an error: "near-duplicates".
        remedy: What to do about a damaged one.

    Raises:
        DogbreedError: The file is missing, damaged or not such a table.
    """
    try:
        table = pd.read_csv(path)
    except (OSError, ValueError) as problem:
        raise DogbreedError(f"The {what} in {path} cannot be read: {remedy}") from problem
    if tuple(table.columns) != columns:
        raise DogbreedError(f"The {what} in {path} do not have the columns they should: {remedy}")
    return table

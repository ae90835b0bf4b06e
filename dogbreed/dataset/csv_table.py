"""Small committed tables as CSV files."""

from pathlib import Path

import pandas as pd

from dogbreed.atomic import atomic_write
from dogbreed.errors import DogbreedError


def write_table(table: pd.DataFrame, path: Path) -> None:
    """Write a table without its index; an interrupted call leaves the old file."""
    atomic_write(path, lambda part: table.to_csv(part, index=False, lineterminator="\n"))


def read_table(path: Path, columns: tuple[str, ...], content: str, remedy: str) -> pd.DataFrame:
    """Read a table and check its columns.

    Args:
        path: The CSV file.
        columns: The columns that it must have, in order.
        content: What it holds, for error messages: "near-duplicates".
        remedy: What to do about a damaged file, for error messages.

    Raises:
        DogbreedError: The file is missing, damaged or has other columns.
    """
    try:
        table = pd.read_csv(path)
    except (OSError, ValueError) as problem:
        raise DogbreedError(f"The {content} in {path} cannot be read: {remedy}") from problem
    if tuple(table.columns) != columns:
        raise DogbreedError(f"The {content} in {path} do not have the columns they should: {remedy}")
    return table

"""Load, export and import the runs of the store."""

import sqlite3
from pathlib import Path

from dogbreed.experiments.mlflow_runs import add_runs, read_runs
from dogbreed.experiments.run import Run, folder, read_files, write_files
from dogbreed.experiments.sqlite_runs import read_sqlite
from dogbreed.experiments.store import connected, exists, sqlite_file


def load_runs(kind: str | None = None) -> tuple[Run, ...]:
    """The runs of the store in the order in which they started; empty if there are none.

    Args:
        kind: "search" or "final"; None: both.

    Raises:
        DogbreedError: The store cannot be reached or read.
    """
    with connected() as client:
        return read_runs(client, kind)


def look_up_runs(kind: str | None = None) -> tuple[Run, ...]:
    """The runs that `load_runs` would load, but an SQLite file is read without MLflow, and none is created for it.

    Args:
        kind: See `load_runs`.

    Raises:
        DogbreedError: See `load_runs`.
    """
    file = sqlite_file()
    if file is None:
        return load_runs(kind)
    if not exists(file):
        runs = [run for run in read_files() if kind in (None, run.kind)]
        return tuple(sorted(runs, key=lambda run: (run.started, run.id)))
    try:
        return read_sqlite(file, kind)
    except sqlite3.Error:
        return load_runs(kind)  # which knows how to say what is wrong, or how to read other tables


def files_of_runs() -> tuple[Path, ...]:
    """The files that `look_up_runs` reads, so that a change is noticed; empty for a store that only MLflow can read."""
    file = sqlite_file()
    if file is None:
        return ()
    return (file, file.with_name(f"{file.name}-wal")) if exists(file) else (file, *sorted(folder().glob("*.json")))


def export_runs() -> int:
    """Write every run that finished or failed into its text file, and return their number.

    Raises:
        DogbreedError: The store cannot be reached or read.
    """
    return write_files(load_runs())


def import_runs() -> tuple[int, int]:
    """Add the runs of the text files that the store does not have.

    Returns:
        The number of runs added (a new store contains them from the start) and the number of text files.

    Raises:
        DogbreedError: The store cannot be reached or written, or a file is not a run.
    """
    runs = read_files()
    with connected() as client:
        return add_runs(client, runs), len(runs)

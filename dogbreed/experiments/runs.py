"""Load, export and import the runs of the store."""

from dogbreed.experiments.mlflow_runs import add_runs, read_runs
from dogbreed.experiments.run import Run, read_files, write_files
from dogbreed.experiments.store import connected


def load_runs(kind: str | None = None) -> tuple[Run, ...]:
    """The runs of the store in the order in which they started; empty if there are none.

    Args:
        kind: "search" or "final"; None: both.

    Raises:
        DogbreedError: The store cannot be reached or read.
    """
    with connected() as client:
        return read_runs(client, kind)


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

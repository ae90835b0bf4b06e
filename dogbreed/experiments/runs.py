"""What one does with the runs of the store."""

from dogbreed.experiments import run_files as text
from dogbreed.experiments.mlflow_runs import add_runs, read_runs
from dogbreed.experiments.run import Run
from dogbreed.experiments.store import connected


def load_runs(kind: str | None = None) -> tuple[Run, ...]:
    """The runs of the store in the order in which they started; none is no error.

    Args:
        kind: "search" or "final"; None: both.

    Raises:
        DogbreedError: The store cannot be reached or read.
    """
    with connected() as client:
        return read_runs(client, kind)


def export_runs() -> int:
    """Write every run that finished or failed into its text file, and return how many there were.

    Raises:
        DogbreedError: The store cannot be reached or read.
    """
    return text.write_files(load_runs())


def import_runs() -> tuple[int, int]:
    """Put the runs of the text files into the store, unless they are there.

    Returns:
        How many were put there now (a new store has them from its making) and how many text files there are.

    Raises:
        DogbreedError: The store cannot be reached or written, or a file is no run.
    """
    runs = text.read_files()
    with connected() as client:
        return add_runs(client, runs), len(runs)

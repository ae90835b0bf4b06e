"""The run of a network that counts, gone on with wherever its work folder is."""

from collections.abc import Iterator, Mapping, Sized
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dogbreed.breeds import BREEDS
from dogbreed.experiments.run_log import RunLog, start_run

RUN_FILE = "run.txt"


def official_split(classes: Sized) -> str:
    """What a run on the official split says of it: all photos, or those of some breeds."""
    return "official" if len(classes) == len(BREEDS) else f"official, {len(classes)} breeds"


@contextmanager
def resumable_run(
    network: str, work: Path, params: Mapping[str, Any] | None = None, split: str = "official"
) -> Iterator[RunLog]:
    """Log the final run of a network: begun by the first call, gone on with by every later one, see `start_run`.

    Args:
        network: The name of its bundle.
        work: Its work folder, which keeps the id of the run.
        params: Settings of the training; a later call may leave them out.
        split: See `start_run`.

    Raises:
        DogbreedError: See `start_run`.
    """
    file = work / RUN_FILE
    known = file.read_text() if file.exists() else None
    with start_run(network, "final", params or {}, split, resume=known) as run:
        work.mkdir(parents=True, exist_ok=True)
        file.write_text(run.id)
        yield run

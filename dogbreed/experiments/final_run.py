"""The final run of a network, which is resumed from the run id in its work folder."""

from collections.abc import Iterator, Mapping, Sized
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dogbreed.breeds import BREEDS
from dogbreed.experiments.run_log import RunLog, start_run

RUN_FILE = "run.txt"


def official_split(classes: Sized) -> str:
    """Name of the official split, with all breeds or only some of them: "official", "official, 30 breeds"."""
    return "official" if len(classes) == len(BREEDS) else f"official, {len(classes)} breeds"


@contextmanager
def resumable_run(
    network: str, work: Path, params: Mapping[str, Any] | None = None, split: str = "official"
) -> Iterator[RunLog]:
    """Log the final run of a network: the first call starts it, later calls resume it, see `start_run`.

    Args:
        network: Name of the network's bundle.
        work: Its work folder, in which the id of the run is stored.
        params: Training parameters; a later call may omit them.
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

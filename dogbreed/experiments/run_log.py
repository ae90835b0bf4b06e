"""Log a run to MLflow during training; the final run of a network is resumed from the id in its work folder."""

import hashlib
import logging
import subprocess
import time
from collections.abc import Iterator, Mapping, Sized
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal
from uuid import uuid4

from dogbreed.breeds import BREEDS
from dogbreed.dataset.index import INDEX_FILE
from dogbreed.errors import DogbreedError
from dogbreed.experiments.mlflow_runs import ID, Measured, create, find, log, read
from dogbreed.experiments.store import connected
from dogbreed.settings import PROJECT

logger = logging.getLogger(__name__)

RUN_FILE = "run.txt"


class RunLog:
    """The log of one run.

    Attributes:
        id: The run's own id; pass it to `start_run` to resume the run.
    """

    def __init__(self, id: str, number: str, step: int = 0, spent: float = 0.0):
        """`number`: MLflow's run id; `step` and `spent`: last logged epoch and seconds of training until then."""
        self.id, self._number, self._step, self._spent = id, number, step, spent
        self._began = time.monotonic()
        self._waiting: list[Measured] = []

    def log_epoch(self, step: int, metrics: Mapping[str, float]) -> None:
        """Log the metrics of an epoch, counted from 1, and the training time so far.

        If the store cannot be written, the metrics are kept and sent with the next epoch: training does not stop when
        a tracking server is down.
        """
        self._step = step
        self.log_final(metrics)

    def log_final(self, metrics: Mapping[str, float]) -> None:
        """Log metrics that are measured once, at the end: test figures, `parameters`, `file_bytes`."""
        self._note(metrics)
        try:
            self._send()
        except DogbreedError as problem:
            logger.warning("%s The metrics of this epoch wait for the next one.", problem)

    def end(self, status: str, reason: str | None = None) -> None:
        """Send all remaining metrics and set the final status.

        Raises:
            DogbreedError: The store cannot be written.
        """
        self._note({})
        self._send()
        with connected() as client:
            if reason:
                client.set_tag(self._number, "reason", reason[:1000])
            client.set_terminated(self._number, status)

    def _note(self, metrics: Mapping[str, float]) -> None:
        now = time.time_ns() // 1_000_000
        seconds = round(self._spent + time.monotonic() - self._began, 1)
        for name, value in {**metrics, "duration_s": seconds}.items():
            self._waiting.append((name, float(value), now, self._step))

    def _send(self) -> None:
        with connected() as client:
            log(client, self._number, self._waiting)
        self._waiting.clear()


@contextmanager
def start_run(
    network: str,
    kind: Literal["search", "final"],
    params: Mapping[str, Any],
    split: str = "official",
    resume: str | None = None,
) -> Iterator[RunLog]:
    """Log a run. Its status is FINISHED if the block ends without an error, KILLED if the user stops it, else FAILED.

        with start_run("my-network", "final", {"batch": 32}) as run:
            run.log_epoch(1, {"validation_top1": 0.21})
            run.log_final({"test_top1": 0.25, "parameters": 1_600_000, "file_bytes": 6_400_000})

    Args:
        network: Name of the network.
        kind: "search" for a configuration of a search, "final" for a network that is evaluated.
        params: Training parameters.
        split: Name of the split into training and test photos; only runs on the same split can be compared.
        resume: Id of a run to resume; a store that does not have it starts a new run with this id.

    Raises:
        DogbreedError: The store cannot be reached or written, or the run to resume has other parameters.
    """
    tags = {
        "network": network,
        "kind": kind,
        "split": split,
        "dataset": hashlib.sha256(INDEX_FILE.read_bytes()).hexdigest(),
        "revision": revision(),
        ID: resume or f"{network}-{kind}-{uuid4().hex[:8]}",
    }
    run = _begin(tags, {name: str(value) for name, value in params.items()})
    try:
        yield run
    except BaseException as error:
        by_hand = isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit)
        try:
            run.end(*(("KILLED", "stopped by hand") if by_hand else ("FAILED", f"{type(error).__name__}: {error}")))
        except DogbreedError as problem:
            logger.warning("%s The run is not marked as ended.", problem)
        raise
    run.end("FINISHED")


def revision() -> str:
    """The git revision of the code: "0a1b2c3d4e5f", "0a1b2c3d4e5f+changes", or "unknown" outside git."""
    command = ["git", "describe", "--always", "--exclude=*", "--abbrev=12", "--dirty=+changes"]
    try:
        return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def _begin(tags: dict[str, str], params: dict[str, str]) -> RunLog:
    """Resume the run with the id in the tags, or create it."""
    with connected() as client:
        entity = next(find(client, f"tags.{ID} = '{tags[ID]}'"), None)
        if entity:
            number, before = entity.info.run_id, read(client, entity)
            changed = [name for name, value in params.items() if entity.data.params.get(name, value) != value]
            if changed:
                raise DogbreedError(
                    f"The run {before.id} began with another {' and '.join(changed)}: go on with the settings that it "
                    "had, or begin a new run."
                )
            client.update_run(number, "RUNNING")
            if "reason" in before.tags:
                client.delete_tag(number, "reason")
            step, spent = before.history.get("duration_s", [(0, 0.0)])[-1]
        else:
            number, step, spent = create(client, tags[ID]), 0, 0.0
        log(client, number, params=params, tags=tags)
    return RunLog(tags[ID], number, step, spent)


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

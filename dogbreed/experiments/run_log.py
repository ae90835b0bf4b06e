"""The run of a training, logged while it goes."""

import logging
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Literal
from uuid import uuid4

from dogbreed.errors import DogbreedError
from dogbreed.experiments.mlflow_runs import ID, Measured, create, find, log, read
from dogbreed.experiments.provenance import dataset_fingerprint, revision
from dogbreed.experiments.store import connected

logger = logging.getLogger(__name__)


class RunLog:
    """Where a training says how it goes.

    Attributes:
        id: The run's own: keep it, to go on with the run another time.
    """

    def __init__(self, id: str, number: str, step: int = 0, spent: float = 0.0):
        """`number`: MLflow's; `step` and `spent`: the last epoch and the seconds until then."""
        self.id, self._number, self._step, self._spent = id, number, step, spent
        self._began = time.monotonic()
        self._waiting: list[Measured] = []

    def log_epoch(self, step: int, metrics: Mapping[str, float]) -> None:
        """Log the metrics of an epoch, counted from 1, and the seconds of work so far.

        What the store does not take goes there with the next epoch: a server that is away stops no training.
        """
        self._step = step
        self.log_final(metrics)

    def log_final(self, metrics: Mapping[str, float]) -> None:
        """Log what is measured once, at the end: test figures, `parameters`, `file_bytes`."""
        self._note(metrics)
        try:
            self._send()
        except DogbreedError as problem:
            logger.warning("%s The metrics of this epoch wait for the next.", problem)

    def end(self, status: str, reason: str | None = None) -> None:
        """Send what waits and close the run.

        Raises:
            DogbreedError: The store does not take it.
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
    """Log a run: finished if the block ends well, killed if it is stopped by hand, else failed, with the reason.

        with start_run("my-network", "final", {"batch": 32}) as run:
            run.log_epoch(1, {"validation_top1": 0.21})
            run.log_final({"test_top1": 0.25, "parameters": 1_600_000, "file_bytes": 6_400_000})

    Args:
        network: Which network.
        kind: A configuration of a search, or a network that counts.
        params: Settings of the training.
        split: Which photos train and which test; runs on different splits cannot be compared.
        resume: The id of a run to go on with; a store that does not have it begins a new run of that id.

    Raises:
        DogbreedError: The store cannot be reached or written, or the run to go on with had other settings.
    """
    tags = {
        "network": network,
        "kind": kind,
        "split": split,
        "dataset": dataset_fingerprint(),
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


def _begin(tags: dict[str, str], params: dict[str, str]) -> RunLog:
    """A new run, or the one that has the id of the tags."""
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

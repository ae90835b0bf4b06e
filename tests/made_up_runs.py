"""Runs that nobody trained."""

from datetime import UTC, datetime, timedelta
from typing import Any

from dogbreed.experiments import Run
from dogbreed.experiments.mlflow_runs import add_runs
from dogbreed.experiments.store import connected

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def made_up_run(id: str, history: dict[str, list[float]] | None = None, status: str = "FINISHED", **params: Any) -> Run:
    """A run whose metrics have a value an epoch, from the first; an epoch takes a minute.

    Args:
        id: "cnn-final-1": its network and its kind are read from it.
        history: For each metric its values.
        status: See `Run`; a failed one ran out of memory.
        params: Settings of the training.
    """
    network, kind, _ = id.rsplit("-", 2)
    values = {metric: list(enumerate(points, 1)) for metric, points in (history or {}).items()}
    epochs = max((len(points) for points in values.values()), default=0)
    duration = {"duration_s": [(epoch, 60.0 * epoch) for epoch in range(1, epochs + 1)]} if epochs else {}
    reason = {"reason": "MemoryError: no memory left"} if status == "FAILED" else {}
    tags = {"network": network, "kind": kind, "split": "search, 10 breeds" if kind == "search" else "official"}
    ended = None if status == "RUNNING" else NOON + timedelta(minutes=epochs)
    return Run(id, id, status, NOON, ended, params, values | duration, tags | reason)


def keep(*runs: Run) -> None:
    """Put them into the store that is in use."""
    with connected() as client:
        add_runs(client, runs)

"""Which final runs can be compared, and the test results that belong to each."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from pydantic import TypeAdapter, ValidationError

from dogbreed.errors import DogbreedError
from dogbreed.evaluation.metrics import Metrics
from dogbreed.evaluation.predictions import load_predictions
from dogbreed.evaluation.report import load_report
from dogbreed.experiments.run import Run

OFFICIAL = "official"
SAME = 1e-4
"""Figures that differ by less are the same: a share of 8,580 photos differs by more if one answer does."""


@dataclass(frozen=True)
class Results:
    """What a network's folder holds of its test.

    Attributes:
        metrics: The figures with their 95 % intervals.
        predictions: The answers in order of the photos' names, see `dogbreed.evaluation.predictions`.
    """

    metrics: Metrics
    predictions: pd.DataFrame


def flaw(run: Run) -> str | None:
    """Why a run has no test figures to compare, to be read after its name; None if it has."""
    if run.status == "FINISHED":
        measured = math.isfinite(run.metrics.get("test_top1", math.nan))
        return None if measured else f"has no test figures: “python -m dogbreed evaluate {run.network}” measures them"
    reason = f" ({run.tags['reason']})" if "reason" in run.tags else ""
    ends = {"RUNNING": "is not finished yet", "FAILED": f"failed{reason}", "KILLED": f"was stopped{reason}"}
    return ends.get(run.status, f"has the status {run.status}")


def split(run: Run) -> str:
    """Which photos trained it and which tested it."""
    return run.tags.get("split", "unknown")


def by_split(runs: Sequence[Run]) -> dict[str, list[Run]]:
    """Runs that can be compared with one another, the official split first."""
    groups: dict[str, list[Run]] = {}
    for run in sorted(runs, key=lambda run: split(run) != OFFICIAL):
        groups.setdefault(split(run), []).append(run)
    return groups


def latest(runs: Sequence[Run]) -> list[Run]:
    """The run of each network that finished last, in the order in which the networks first appear."""
    finished = sorted(runs, key=lambda run: (run.ended or run.started, run.id))
    last = {run.network: run for run in finished}
    return [last[network] for network in dict.fromkeys(run.network for run in runs)]


def results(run: Run) -> Results:
    """The stored test results of a run.

    Raises:
        DogbreedError: Its network's folder has none, has damaged ones, or has those of another run.
    """
    try:
        metrics = TypeAdapter(Metrics).validate_python(load_report(run.network)["all"])
        predictions = load_predictions(run.network).sort_values("file", ignore_index=True)
        sound = metrics.photos == len(predictions)
    except (ValidationError, ValueError, KeyError, TypeError, OSError):
        sound = False
    if not sound:
        raise DogbreedError(
            f"The test results of “{run.network}” are damaged: `python -m dogbreed evaluate {run.network}` makes them "
            "again."
        )
    for name in ("top1", "cross_entropy"):
        stored, logged = getattr(metrics, name).value, run.metrics.get(f"test_{name}")
        if logged is not None and abs(stored - logged) > SAME:
            raise DogbreedError(f"The stored answers of “{run.network}” are those of another run.")
    return Results(metrics, predictions)


def same_photos(predictions: Sequence[pd.DataFrame]) -> bool:
    """Whether all, each in order of the photos' names, are for the same photos."""
    return all(table["file"].equals(predictions[0]["file"]) for table in predictions[1:])

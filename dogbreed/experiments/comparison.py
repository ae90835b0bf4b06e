"""Comparison of final runs: which ones have the same split, and the stored test results of each."""

import math
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

import pandas as pd
from pydantic import TypeAdapter, ValidationError

from dogbreed.breeds import BREEDS
from dogbreed.errors import DogbreedError
from dogbreed.evaluation.metrics import Metrics
from dogbreed.evaluation.stored_results import load_predictions, load_report
from dogbreed.experiments.run import Run
from dogbreed.settings import settings

OFFICIAL, STORED = "official", "stored"
TESTED = ("top1", "top5", "cross_entropy", "expected_calibration_error")
"""Fields of `Metrics` that a run logs as `test_top1` and so on."""
SAME = 1e-4
"""Figures that differ by less are equal: one answer of 8,580 changes an accuracy by more."""


@dataclass(frozen=True)
class Results:
    """The test results stored in a network's folder.

    Attributes:
        metrics: The metrics with their 95 % intervals.
        predictions: The table of `dogbreed.evaluation.stored_results`, sorted by the photos' names.
    """

    metrics: Metrics
    predictions: pd.DataFrame


def stored_figures(network: str) -> Run:
    """A record of a network that has no training run, such as the ensemble, from the test results in its folder.

    Its kind is "stored", its id is the network's name, and its only metrics are the test figures; damaged or missing
    ones are left out.
    """
    folder, metrics, split = settings().models_dir / network, {}, OFFICIAL
    with suppress(DogbreedError, ValidationError, ValueError, KeyError, TypeError, OSError):
        measured = TypeAdapter(Metrics).validate_python(load_report(network)["all"])
        breeds = load_predictions(network)["truth"].nunique()
        split = OFFICIAL if breeds == len(BREEDS) else f"{OFFICIAL}, {breeds} breeds"
        metrics = {f"test_{name}": [(0, getattr(measured, name).value)] for name in TESTED}
    written = datetime.fromtimestamp(folder.stat().st_mtime, UTC)
    tags = {"network": network, "kind": STORED, "split": split}
    return Run(network, network, "FINISHED", written, written, {}, metrics, tags)


def flaw(run: Run) -> str | None:
    """Why a run cannot be compared, as the end of a sentence that starts with its name; None if it can."""
    if run.status == "FINISHED":
        measured = math.isfinite(run.metrics.get("test_top1", math.nan))
        return None if measured else f"has no test figures: “python -m dogbreed evaluate {run.network}” measures them"
    reason = f" ({run.tags['reason']})" if "reason" in run.tags else ""
    ends = {"RUNNING": "is not finished yet", "FAILED": f"failed{reason}", "KILLED": f"was stopped{reason}"}
    return ends.get(run.status, f"has the status {run.status}")


def split(run: Run) -> str:
    """Name of the split into training and test photos: "official", "official, 30 breeds", ..."""
    return run.tags.get("split", "unknown")


def by_split(runs: Sequence[Run]) -> dict[str, list[Run]]:
    """Runs by split, the official split first; only runs on the same split can be compared."""
    groups: dict[str, list[Run]] = {}
    for run in sorted(runs, key=lambda run: split(run) != OFFICIAL):
        groups.setdefault(split(run), []).append(run)
    return groups


def latest(runs: Sequence[Run]) -> list[Run]:
    """The latest finished run of each network, in the order in which the networks first appear."""
    finished = sorted(runs, key=lambda run: (run.ended or run.started, run.id))
    last = {run.network: run for run in finished}
    return [last[network] for network in dict.fromkeys(run.network for run in runs)]


def results(run: Run) -> Results:
    """The stored test results of a run.

    Raises:
        DogbreedError: The network's folder has no results, damaged ones, or those of another run.
    """
    try:
        metrics = TypeAdapter(Metrics).validate_python(load_report(run.network)["all"])
        predictions = load_predictions(run.network)
        if not predictions["file"].is_monotonic_increasing:
            predictions = predictions.sort_values("file", ignore_index=True)
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
    """Whether all tables of predictions, each sorted by the photos' names, are for the same photos."""
    return all(table["file"].equals(predictions[0]["file"]) for table in predictions[1:])

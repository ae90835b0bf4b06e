"""A run in the comparison, with its label, colour and stored test results."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from dogbreed.errors import DogbreedError
from dogbreed.evaluation.metrics import Estimate, Metrics
from dogbreed.evaluation.stored_results import METRICS_FILE, PREDICTIONS_FILE
from dogbreed.experiments import Run
from dogbreed.experiments.comparison import Results, results
from dogbreed.settings import settings
from dogbreed.ui.colours import run_colours
from dogbreed.ui.figures.network_predictions import NetworkPredictions
from dogbreed.ui.file_stamp import file_stamp
from dogbreed.ui.widgets.run_labels import run_labels


@dataclass(frozen=True)
class ComparedRun:
    """One of the runs that are compared.

    Attributes:
        run: As the tracking store has it.
        name: Its label.
        colour: On every chart, "#0072b2".
        metrics: Its test metrics with their 95 % intervals, None if they are not stored.
        predictions: Its predictions for the test photos, None if they are not stored.
        missing: Why they are not stored, as a sentence; else empty.
    """

    run: Run
    name: str
    colour: str
    metrics: Metrics | None = None
    predictions: NetworkPredictions | None = None
    missing: str = ""

    def measured(self, figure: str) -> float | None:
        """A metric of the run, such as "test_top1" or "parameters"; None if it was not logged."""
        value = self.run.metrics.get(figure, math.nan)
        return value if math.isfinite(value) else None

    def interval(self, figure: str) -> Estimate | None:
        """A test metric with its 95 % interval, such as "test_top1"; None if there is none."""
        return getattr(self.metrics, figure.removeprefix("test_"), None)


def compared_runs(runs: Sequence[Run]) -> list[ComparedRun]:
    """The runs with their labels, colours and stored results."""
    labels, colours = run_labels(runs), run_colours([run.network for run in runs])
    return [_compared_run(run, name, colour) for run, name, colour in zip(runs, labels, colours, strict=True)]


def stored_predictions(compared: Sequence[ComparedRun]) -> list[NetworkPredictions]:
    """The test predictions of those runs that have them stored."""
    return [run.predictions for run in compared if run.predictions]


def _compared_run(run: Run, name: str, colour: str) -> ComparedRun:
    folder = settings().models_dir / run.network
    try:
        found = _results(run, file_stamp(folder / METRICS_FILE, folder / PREDICTIONS_FILE))
    except DogbreedError as problem:
        return ComparedRun(run, name, colour, missing=str(problem))
    return ComparedRun(run, name, colour, found.metrics, NetworkPredictions(name, colour, found.predictions))


@st.cache_resource(show_spinner=False, max_entries=20, hash_funcs={Run: lambda run: (run.id, run.metrics)})
def _results(run: Run, stamp: tuple[int, ...]) -> Results:
    """`stamp` is part of the cache's key, so that new results are read again."""
    return results(run)

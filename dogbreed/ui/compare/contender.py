"""A run in a comparison, with all that the page needs of it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from dogbreed.errors import DogbreedError
from dogbreed.evaluation.metrics import Estimate, Metrics
from dogbreed.evaluation.predictions import PREDICTIONS_FILE
from dogbreed.evaluation.report import METRICS_FILE
from dogbreed.experiments import Run
from dogbreed.experiments.comparison import Results, results
from dogbreed.settings import settings
from dogbreed.ui.colours import run_colours
from dogbreed.ui.figures.answered import Answered
from dogbreed.ui.run_labels import run_labels


@dataclass(frozen=True)
class Contender:
    """One of the runs that are compared.

    Attributes:
        name: Its label.
        colour: On every chart.
        metrics: Its test figures with their intervals, None if they are not stored.
        answered: Its answers to the test photos, None if they are not stored.
        lack: Why they are not stored, as a sentence; else empty.
    """

    run: Run
    name: str
    colour: str
    metrics: Metrics | None = None
    answered: Answered | None = None
    lack: str = ""

    def measured(self, figure: str) -> float | None:
        """The run's own figure, such as "test_top1" or "parameters"; None if it was not measured."""
        value = self.run.metrics.get(figure, math.nan)
        return value if math.isfinite(value) else None

    def interval(self, figure: str) -> Estimate | None:
        """A test figure with its 95 % interval, such as "test_top1"; None if there is none."""
        return getattr(self.metrics, figure.removeprefix("test_"), None)


def contenders(runs: Sequence[Run]) -> list[Contender]:
    """The runs with their labels, colours and stored results."""
    labels, colours = run_labels(runs), run_colours([run.network for run in runs])
    return [_contender(run, name, colour) for run, name, colour in zip(runs, labels, colours, strict=True)]


def answers(contenders: Sequence[Contender]) -> list[Answered]:
    """Of those contenders that have any."""
    return [contender.answered for contender in contenders if contender.answered]


def _contender(run: Run, name: str, colour: str) -> Contender:
    try:
        found = _results(run, _written(run.network))
    except DogbreedError as problem:
        return Contender(run, name, colour, lack=str(problem))
    return Contender(run, name, colour, found.metrics, Answered(name, colour, found.predictions))


@st.cache_resource(show_spinner=False, max_entries=20, hash_funcs={Run: lambda run: (run.id, run.metrics)})
def _results(run: Run, written: tuple[int, ...]) -> Results:
    """`written` tells new files from those that were read before."""
    return results(run)


def _written(network: str) -> tuple[int, ...]:
    folder: Path = settings().models_dir / network
    files = (folder / METRICS_FILE, folder / PREDICTIONS_FILE)
    return tuple(file.stat().st_mtime_ns for file in files if file.exists())

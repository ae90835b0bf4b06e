"""The metrics of the compared runs: a table of all, and test accuracy and loss as bars."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd
import plotly.graph_objects as go

from dogbreed.experiments.comparison import split
from dogbreed.ui.built_once import built_once
from dogbreed.ui.compare.compared_runs import ComparedRun
from dogbreed.ui.figures.study_bars import STUDY, Measured, Reported, study_bars
from dogbreed.ui.formatting import duration, loss, megabytes, millions, milliseconds, percent, plain
from dogbreed.ui.widgets.chart import Chart, download
from dogbreed.ui.widgets.room import room


@dataclass(frozen=True)
class Metric:
    """A row of the table.

    Attributes:
        key: Its name in the run, "test_top1".
        label: Its name on the page.
        help: Its definition in one line.
        wording: Writes a value.
        rises: Whether higher is better.
    """

    key: str
    label: str
    help: str
    wording: Callable[[float], str]
    rises: bool = False


METRICS = (
    Metric("test_top1", "Top-1 accuracy", "the right breed is predicted first", percent, rises=True),
    Metric("test_top5", "Top-5 accuracy", "the right breed is among the first five", percent, rises=True),
    Metric(
        "test_cross_entropy", "Cross-entropy", "mean of \N{MINUS SIGN}ln(probability of the right breed), in nats", loss
    ),
    Metric(
        "test_expected_calibration_error",
        "Calibration error",
        "mean distance between predicted probability and accuracy",
        percent,
    ),
    Metric("parameters", "Parameters", "trainable weights", millions),
    Metric("file_bytes", "File size", "of the exported network", megabytes),
    Metric("p50_ms", "Latency", "median for one photo, OpenVINO on 2 threads", milliseconds),
    Metric("duration_s", "Training time", "without pauses", duration),
)
MISSING, NO_RUN = "not measured", "no training run"
ROW = 42
"""Height of a row of the table at least, px."""


def metrics_table(compared: Sequence[ComparedRun]) -> None:
    """Draw one column per run and one row per metric; the best value of each row is bold."""
    rows = [[f"**{metric.label}**  \n:small[:gray[{metric.help}]]", *_row(metric, compared)] for metric in METRICS]
    table = room(ROW * (len(rows) + 1))
    table.table(
        pd.DataFrame(rows, columns=["Metric", *(plain(network.name) for network in compared)]),
        border="horizontal",
        hide_index=True,
        width="content",
        alt="Test metrics with 95 % intervals, size and speed of " + ", ".join(network.name for network in compared),
    )
    download("Compared runs", partial(_csv, compared))


def _row(metric: Metric, compared: Sequence[ComparedRun]) -> list[str]:
    values = [network.measured(metric.key) for network in compared]
    known = [value for value in values if value is not None]
    best = (max if metric.rises else min)(known) if len(known) > 1 else None
    return [_cell(metric, network, value, value == best) for network, value in zip(compared, values, strict=True)]


def _cell(metric: Metric, network: ComparedRun, value: float | None, best: bool) -> str:
    if value is None:
        return f":gray[{MISSING if network.trained else NO_RUN}]"
    words = f"**{metric.wording(value)}**" if best else metric.wording(value)
    interval = network.interval(metric.key)
    if interval is None:
        return words
    return f"{words}  \n:small[:gray[{metric.wording(interval.low)} to {metric.wording(interval.high)}]]"


def _csv(compared: Sequence[ComparedRun]) -> pd.DataFrame:
    """One row per run; shares between 0 and 1, cross-entropy in nats, sizes in bytes, latency in ms, time in s."""
    rows = []
    for network in compared:
        row: dict[str, str | float | int | None] = {
            "run": network.run.id,
            "network": network.run.network,
            "split": split(network.run),
            "photos": network.metrics.photos if network.metrics else None,
        }
        for metric in METRICS:
            row[metric.key] = network.measured(metric.key)
            if metric.key.startswith("test_"):
                interval = network.interval(metric.key)
                row[f"{metric.key}_low"] = interval.low if interval else None
                row[f"{metric.key}_high"] = interval.high if interval else None
        rows.append(row)
    return pd.DataFrame(rows)


OTHER_PHOTOS = (
    "Dashed: what the 2023 study reported for 30 breeds, and for a number of breeds that it does not report. It tested "
    "on other photos of the same dataset, so its figures are for orientation, not comparable: without interval and "
    "significance test."
)


@built_once(8)
def accuracy_bars(compared: Sequence[ComparedRun]) -> Chart:
    """Top-1 accuracies as bars."""
    bars = _bars(compared, "test_top1")
    figure = study_bars(bars, _top1, percent, "top-1 accuracy on the test photos")
    figure.update_xaxes(range=[0, 1], tickformat=".0%")
    best = max(bars, key=lambda bar: bar.value, default=None)
    title = "Accuracies that the 2023 study reported"
    if best:
        title = f"{best.label} names the right breed in {percent(best.value)} of the test photos"
    return _chart("Accuracy", title, bars, figure, _top1)


@built_once(8)
def loss_bars(compared: Sequence[ComparedRun]) -> Chart:
    """Cross-entropies in nats as bars."""
    bars = _bars(compared, "test_cross_entropy")
    figure = study_bars(bars, _cross_entropy, loss, "cross-entropy on the test photos in nats (lower is better)")
    figure.update_xaxes(rangemode="tozero")
    best = min(bars, key=lambda bar: bar.value, default=None)
    title = "Losses that the 2023 study reported"
    if best:
        title = f"{best.label} has {'the lowest' if len(bars) > 1 else 'a'} cross-entropy of {loss(best.value)}"
    return _chart("Cross-entropy", title, bars, figure, _cross_entropy)


def _top1(study: Reported) -> float:
    return study.top1


def _cross_entropy(study: Reported) -> float:
    return study.cross_entropy


def _bars(compared: Sequence[ComparedRun], figure: str) -> list[Measured]:
    return [
        Measured(
            network.name,
            network.colour,
            value,
            network.interval(figure),
            network.metrics.photos if network.metrics else None,
        )
        for network in compared
        if (value := network.measured(figure)) is not None
    ]


def _chart(
    name: str, title: str, bars: Sequence[Measured], figure: go.Figure, reported: Callable[[Reported], float]
) -> Chart:
    wording = percent if name == "Accuracy" else loss
    values = [(study.label, reported(study)) for study in STUDY] + [(bar.label, bar.value) for bar in bars]
    table = pd.DataFrame(
        {
            "network": [label for label, _ in values],
            "top1" if name == "Accuracy" else "cross_entropy": [value for _, value in values],
            "low": [None] * len(STUDY) + [bar.interval.low if bar.interval else None for bar in bars],
            "high": [None] * len(STUDY) + [bar.interval.high if bar.interval else None for bar in bars],
            "photos": [None] * len(STUDY) + [bar.photos for bar in bars],
        }
    )
    words = ", ".join(f"{wording(value)} ({label})" for label, value in values)
    what = "Top-1 accuracy on test photos" if name == "Accuracy" else "Cross-entropy on test photos"
    return Chart(f"{name} and 2023 study", title, figure, f"{what}: {words}.", table)

"""A table of all metrics of the compared runs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dogbreed.experiments.comparison import split
from dogbreed.ui.compare.compared_run import ComparedRun
from dogbreed.ui.formatting import duration, loss, megabytes, millions, milliseconds, percent, plain
from dogbreed.ui.widgets.chart import download


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
    Metric("p50_ms", "Latency", "median for one photo, LiteRT on 2 threads", milliseconds),
    Metric("duration_s", "Training time", "without pauses", duration),
)
MISSING = "not measured"


def metrics_table(compared: Sequence[ComparedRun]) -> None:
    """Draw one column per run and one row per metric; the best value of each row is bold."""
    rows = [[f"**{metric.label}**  \n:small[:gray[{metric.help}]]", *_row(metric, compared)] for metric in METRICS]
    st.table(
        pd.DataFrame(rows, columns=["", *(plain(network.name) for network in compared)]),
        border="horizontal",
        hide_index=True,
        width="content",
        alt="Test metrics with 95 % intervals, size and speed of " + ", ".join(network.name for network in compared),
    )
    download("Compared runs", _csv(compared))


def _row(metric: Metric, compared: Sequence[ComparedRun]) -> list[str]:
    values = [network.measured(metric.key) for network in compared]
    known = [value for value in values if value is not None]
    best = (max if metric.rises else min)(known) if len(known) > 1 else None
    return [_cell(metric, network, value, value == best) for network, value in zip(compared, values, strict=True)]


def _cell(metric: Metric, network: ComparedRun, value: float | None, best: bool) -> str:
    if value is None:
        return f":gray[{MISSING}]"
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

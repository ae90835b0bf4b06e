"""Every figure of the compared runs at a glance."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dogbreed.experiments.comparison import split
from dogbreed.ui.compare.compared_run import ComparedRun
from dogbreed.ui.formatting import duration, loss, megabytes, millions, milliseconds, percent, plain
from dogbreed.ui.widgets.chart import download


@dataclass(frozen=True)
class Figure:
    """A row of the table.

    Attributes:
        metric: Its name in the run, "test_top1".
        label: Its name on the page.
        help: What it is, in one line.
        wording: Writes a value.
        rises: Whether more is better.
    """

    metric: str
    label: str
    help: str
    wording: Callable[[float], str]
    rises: bool = False


FIGURES = (
    Figure("test_top1", "Top-1 accuracy", "the right breed is its first answer", percent, rises=True),
    Figure("test_top5", "Top-5 accuracy", "the right breed is among its first five", percent, rises=True),
    Figure("test_cross_entropy", "Cross-entropy", "mean of minus the logarithm of the right breed's probability", loss),
    Figure(
        "test_expected_calibration_error",
        "Calibration error",
        "mean distance of a stated probability from how often it comes true",
        percent,
    ),
    Figure("parameters", "Parameters", "numbers that training sets", millions),
    Figure("file_bytes", "File size", "as it is served", megabytes),
    Figure("p50_ms", "Latency", "one photo, median, LiteRT on 2 threads", milliseconds),
    Figure("duration_s", "Training time", "without pauses", duration),
)
MISSING = "not measured"


def figures_table(compared: Sequence[ComparedRun]) -> None:
    """A column a run, a row a figure; the best of each row is bold."""
    rows = [[f"**{figure.label}**  \n:small[:gray[{figure.help}]]", *_row(figure, compared)] for figure in FIGURES]
    st.table(
        pd.DataFrame(rows, columns=["", *(plain(network.name) for network in compared)]),
        border="horizontal",
        hide_index=True,
        width="content",
        alt="Test figures with 95 % intervals, size and speed of " + ", ".join(network.name for network in compared),
    )
    download("Compared runs", _csv(compared))


def _row(figure: Figure, compared: Sequence[ComparedRun]) -> list[str]:
    values = [network.measured(figure.metric) for network in compared]
    known = [value for value in values if value is not None]
    best = (max if figure.rises else min)(known) if len(known) > 1 else None
    return [_cell(figure, network, value, value == best) for network, value in zip(compared, values, strict=True)]


def _cell(figure: Figure, network: ComparedRun, value: float | None, best: bool) -> str:
    if value is None:
        return f":gray[{MISSING}]"
    words = f"**{figure.wording(value)}**" if best else figure.wording(value)
    interval = network.interval(figure.metric)
    if interval is None:
        return words
    return f"{words}  \n:small[:gray[{figure.wording(interval.low)} to {figure.wording(interval.high)}]]"


def _csv(compared: Sequence[ComparedRun]) -> pd.DataFrame:
    """A row a run; shares between 0 and 1, cross-entropy in nats, sizes in bytes, latency in ms, time in s."""
    rows = []
    for network in compared:
        row: dict[str, str | float | int | None] = {
            "run": network.run.id,
            "network": network.run.network,
            "split": split(network.run),
            "photos": network.metrics.photos if network.metrics else None,
        }
        for figure in FIGURES:
            row[figure.metric] = network.measured(figure.metric)
            if figure.metric.startswith("test_"):
                interval = network.interval(figure.metric)
                row[f"{figure.metric}_low"] = interval.low if interval else None
                row[f"{figure.metric}_high"] = interval.high if interval else None
        rows.append(row)
    return pd.DataFrame(rows)

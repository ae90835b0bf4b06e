"""Learning curves: a metric of one or more runs over the epochs or the minutes of training."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from dogbreed.experiments import Run
from dogbreed.ui.built_once import built_once
from dogbreed.ui.colours import run_colours
from dogbreed.ui.figures.line_labels import LineEnd, label_line_ends
from dogbreed.ui.formatting import loss, percent
from dogbreed.ui.widgets.chart import Chart, layout
from dogbreed.ui.widgets.run_labels import run_labels

LEAST_HEIGHT = 380
ROW = 20
"""Height of a label, px."""


@dataclass(frozen=True)
class EpochMetric:
    """A metric that is logged after each epoch.

    Attributes:
        name: For axes and menus.
        wording: Writes a value.
        rises: Whether higher is better.
        help: Its definition in one line.
    """

    name: str
    wording: Callable[[float], str]
    rises: bool
    help: str


EPOCH_METRICS = {
    "validation_top1": EpochMetric(
        "validation accuracy", percent, True, "Share of validation photos whose right breed is predicted first (top-1)."
    ),
    "validation_cross_entropy": EpochMetric(
        "validation cross-entropy",
        loss,
        False,
        "Mean of -ln(probability of the right breed) over the validation photos, in nats; 0 is the best.",
    ),
    "train_top1": EpochMetric(
        "training accuracy",
        percent,
        True,
        "Share of training photos, with augmentation, whose right breed is predicted first (top-1).",
    ),
    "train_loss": EpochMetric(
        "training loss",
        loss,
        False,
        "The loss that training minimises; dropout and augmentation often raise it above the validation loss.",
    ),
}


@built_once(16)
def learning_curves(runs: Sequence[Run], metric: str, minutes: bool = False) -> Chart:
    """One line per run with its name at the right end; runs that did not log the metric are left out.

    Args:
        runs: In any order; their colours follow it.
        metric: A key of `EPOCH_METRICS`.
        minutes: Whether the x axis is training time in minutes instead of epochs.
    """
    logged = [(run, points) for run in runs if (points := _points(run, metric, minutes))]
    drawn = [run for run, _ in logged]
    labels, colours = run_labels(drawn), run_colours([run.network for run in drawn])
    curves = [pd.DataFrame(points, columns=["epoch", "x", "value"]) for _, points in logged]
    name = EPOCH_METRICS[metric].name
    figure = _lines(curves, labels, colours, metric) if curves else _nothing(name)
    figure.update_xaxes(title_text="training time in minutes" if minutes else "epoch")
    return Chart(
        f"{name.capitalize()} per epoch",
        _title(curves, labels, metric),
        figure,
        _alt(curves, labels, metric) if curves else f"An empty figure: no {name} was logged.",
        _table(drawn, curves, metric, minutes),
    )


def _points(run: Run, metric: str, minutes: bool) -> list[tuple[int, float, float]]:
    """(epoch, x, value) of each epoch whose value is finite."""
    seconds = dict(run.history.get("duration_s", []))
    return [
        (step, seconds[step] / 60 if minutes else step, value)
        for step, value in run.history.get(metric, [])
        if math.isfinite(value) and (not minutes or step in seconds)
    ]


def _lines(curves: list[pd.DataFrame], labels: list[str], colours: list[str], metric: str) -> go.Figure:
    every = pd.concat(curves)
    low, high = _range(every["value"], metric)
    height = max(LEAST_HEIGHT, ROW * len(curves) + 90)
    end = float(every["x"].max())
    wording = EPOCH_METRICS[metric].wording
    figure = go.Figure()
    for curve, label, colour in zip(curves, labels, colours, strict=True):
        figure.add_scatter(
            x=curve["x"],
            y=curve["value"],
            mode="lines+markers",
            marker={"size": [0] * (len(curve) - 1) + [8], "opacity": 1, "line": {"width": 0}},
            line={"color": colour, "width": 2},
            text=[
                f"{label}: {wording(value)} after epoch {epoch}"
                for epoch, value in zip(curve["epoch"], curve["value"], strict=True)
            ],
            hovertemplate="%{text}<extra></extra>",
        )
    layout(figure, height, y=EPOCH_METRICS[metric].name)
    ends = [
        LineEnd(float(curve["x"].iloc[-1]), float(curve["value"].iloc[-1]), label, colour)
        for curve, label, colour in zip(curves, labels, colours, strict=True)
    ]
    label_line_ends(figure, ends, end, ROW * (high - low) / (height - 70), (low, high))
    figure.update_xaxes(range=[0 if end > 1 else 0.5, max(end, 1.5)])
    return figure.update_yaxes(range=[low, high], tickformat=".0%" if wording is percent else None)


def _range(values: pd.Series, metric: str) -> tuple[float, float]:
    """Bounds of the y axis; that of a share begins at 0."""
    low, high = float(values.min()), float(values.max())
    room = 0.06 * (high - low) or 0.05 * abs(high) or 1.0
    return (0.0 if EPOCH_METRICS[metric].wording is percent else low - room), high + room


def _nothing(name: str) -> go.Figure:
    figure = go.Figure()
    figure.add_annotation(x=0.5, y=0.5, xref="paper", yref="paper", text=f"No {name} logged", showarrow=False)
    layout(figure, 160).update_xaxes(visible=False)
    return figure.update_yaxes(visible=False)


def _title(curves: list[pd.DataFrame], labels: list[str], metric: str) -> str:
    described = EPOCH_METRICS[metric]
    if not curves:
        return f"There is no {described.name} yet"
    bests = [_best(curve, metric) for curve in curves]
    value, epoch = (max if described.rises else min)(bests, key=lambda best: best[0])
    label = labels[bests.index((value, epoch))]
    after = f"{described.wording(value)} after epoch {epoch}"
    if len(curves) == 1:
        return f"The best {described.name} of {label} is {after}"
    return f"The best {described.name} is that of {label}: {after}"


def _alt(curves: list[pd.DataFrame], labels: list[str], metric: str) -> str:
    described = EPOCH_METRICS[metric]
    lines = []
    for curve, label in zip(curves, labels, strict=True):
        value, epoch = _best(curve, metric)
        first, last = curve.iloc[0], curve.iloc[-1]
        lines.append(
            f"{label}, from {described.wording(first['value'])} to {described.wording(last['value'])} "
            f"in epoch {int(last['epoch'])}, best {described.wording(value)} in epoch {epoch}"
        )
    return f"{described.name.capitalize()} while training: " + "; ".join(lines) + "."


def _best(curve: pd.DataFrame, metric: str) -> tuple[float, int]:
    values = curve["value"]
    place = values.argmax() if EPOCH_METRICS[metric].rises else values.argmin()
    return float(values.iloc[place]), int(curve["epoch"].iloc[place])


def _table(runs: list[Run], curves: list[pd.DataFrame], metric: str, minutes: bool) -> pd.DataFrame:
    """`run`, `network`, `epoch`, `minutes` (if asked for) and the metric; one row per epoch of a run."""
    columns = ["run", "network", "epoch", *(["minutes"] if minutes else []), metric]
    rows = [
        curve.rename(columns={"x": "minutes", "value": metric}).assign(run=run.id, network=run.network)
        for run, curve in zip(runs, curves, strict=True)
    ]
    return pd.concat(rows)[columns] if rows else pd.DataFrame(columns=columns)

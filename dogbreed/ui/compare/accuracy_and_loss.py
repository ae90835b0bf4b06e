"""Accuracy and loss of the compared runs beside what the 2023 study reported."""

from collections.abc import Callable, Sequence

import pandas as pd
import plotly.graph_objects as go

from dogbreed.ui.compare.compared_run import ComparedRun
from dogbreed.ui.figures.study_bars import STUDY, Measured, Reported, study_bars
from dogbreed.ui.formatting import loss, percent
from dogbreed.ui.widgets.chart import Chart

OTHER_PHOTOS = (
    "Dashed: what the 2023 study reported, of 30 breeds or of a number that it does not say. It tested on other photos "
    "of the same dataset, so its figures are a landmark, not a rival: no interval and no test goes with them."
)


def accuracy_beside_study(compared: Sequence[ComparedRun]) -> Chart:
    """Top-1 accuracies."""
    bars = _bars(compared, "test_top1")
    figure = study_bars(bars, _top1, percent, "test photos whose breed it named first")
    figure.update_xaxes(range=[0, 1], tickformat=".0%")
    best = max(bars, key=lambda bar: bar.value, default=None)
    title = "The 2023 study's accuracies, until a run stands beside them"
    if best:
        title = f"{best.label} names the right breed in {percent(best.value)} of the test photos"
    return _chart("top1", title, bars, figure, _top1)


def loss_beside_study(compared: Sequence[ComparedRun]) -> Chart:
    """Cross-entropies."""
    bars = _bars(compared, "test_cross_entropy")
    figure = study_bars(bars, _cross_entropy, loss, "cross-entropy on the test photos, nats: less is better")
    figure.update_xaxes(rangemode="tozero")
    best = min(bars, key=lambda bar: bar.value, default=None)
    title = "The 2023 study's losses, until a run stands beside them"
    if best:
        title = f"{best.label} has {'the lowest' if len(bars) > 1 else 'a'} cross-entropy of {loss(best.value)}"
    return _chart("cross-entropy", title, bars, figure, _cross_entropy)


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
    wording = percent if name == "top1" else loss
    values = [(study.label, reported(study)) for study in STUDY] + [(bar.label, bar.value) for bar in bars]
    table = pd.DataFrame(
        {
            "network": [label for label, _ in values],
            name.replace("-", "_"): [value for _, value in values],
            "low": [None] * len(STUDY) + [bar.interval.low if bar.interval else None for bar in bars],
            "high": [None] * len(STUDY) + [bar.interval.high if bar.interval else None for bar in bars],
            "photos": [None] * len(STUDY) + [bar.photos for bar in bars],
        }
    )
    words = ", ".join(f"{wording(value)} ({label})" for label, value in values)
    what = "How often the breed named first is right" if name == "top1" else "Cross-entropy on test photos"
    return Chart(f"{name}-beside-study", title, figure, f"{what}: {words}.", table)

"""Test accuracy and loss of the compared runs, with what the 2023 study reported as reference lines."""

from collections.abc import Callable, Sequence

import pandas as pd
import plotly.graph_objects as go

from dogbreed.ui.compare.compared_run import ComparedRun
from dogbreed.ui.figures.study_bars import STUDY, Measured, Reported, study_bars
from dogbreed.ui.formatting import loss, percent
from dogbreed.ui.widgets.chart import Chart

OTHER_PHOTOS = (
    "Dashed: what the 2023 study reported for 30 breeds, and for a number of breeds that it does not report. It tested "
    "on other photos of the same dataset, so its figures are for orientation, not comparable: without interval and "
    "significance test."
)


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

"""Chart: test accuracy of our networks beside the figures that the 2023 study reported."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from dogbreed.evaluation.metrics import Metrics
from dogbreed.ui.figures.study_bars import STUDY, Measured, study_bars
from dogbreed.ui.formatting import count, percent
from dogbreed.ui.widgets.chart import Chart


@dataclass(frozen=True)
class Tested:
    """One of our networks with its test metrics.

    Attributes:
        label: Its title and how many breeds it knows.
        colour: Its colour on every chart.
        metrics: On the official test photos.
    """

    label: str
    colour: str
    metrics: Metrics


def accuracy(networks: Sequence[Tested]) -> Chart:
    """Our networks as bars with 95 % intervals, those of the study as dashed grey lines.

    Args:
        networks: The chart's title speaks of the last one.
    """
    ours = [
        Measured(f"Ours: {network.label}", network.colour, top1.value, top1, network.metrics.photos)
        for network in networks
        for top1 in [network.metrics.top1]
    ]
    figure = study_bars(ours, lambda study: study.top1, percent, "test photos whose first answer is right")
    figure.update_xaxes(range=[0, 1], tickformat=".0%")
    shares = [(study.label, study.top1) for study in STUDY] + [(bar.label, bar.value) for bar in ours]
    last = networks[-1].metrics
    return Chart(
        "Accuracy",
        f"Together, ours name the right breed in {percent(last.top1.value)} of {count(last.photos)} test photos",
        figure,
        "Share of test photos whose first answer is right: "
        + ", ".join(f"{percent(share)} ({label})" for label, share in shares)
        + ".",
        _table(networks),
    )


def _table(networks: Sequence[Tested]) -> pd.DataFrame:
    reported = [(study.label, study.top1, None, None, None, study.cross_entropy) for study in STUDY]
    ours = [
        (network.label, top1.value, top1.low, top1.high, network.metrics.photos, network.metrics.cross_entropy.value)
        for network in networks
        for top1 in [network.metrics.top1]
    ]
    return pd.DataFrame(
        [*reported, *ours], columns=["network", "top1", "top1_low", "top1_high", "photos", "cross_entropy"]
    )

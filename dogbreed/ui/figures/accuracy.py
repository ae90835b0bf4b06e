"""How often a network names the right breed, beside what the 2023 study reported."""

import pandas as pd

from dogbreed.evaluation.metrics import Metrics
from dogbreed.ui.chart import Chart
from dogbreed.ui.colours import NETWORKS
from dogbreed.ui.figures.beside_study import STUDY, Measured, beside_study
from dogbreed.ui.wording import count, percent


def accuracy(metrics: Metrics) -> Chart:
    """Our network as a bar with its 95 % interval, the study's as dashed grey lines."""
    top1 = metrics.top1
    ours = Measured("Ours: Xception, 120 breeds", NETWORKS["xception"], top1.value, top1, metrics.photos)
    figure = beside_study([ours], lambda study: study.top1, percent, "test photos whose breed it named first")
    figure.update_xaxes(range=[0, 1], tickformat=".0%")
    shares = [(study.label, study.top1) for study in STUDY] + [(ours.label, ours.value)]
    return Chart(
        "accuracy",
        f"Our Xception names the right breed in {percent(top1.value)} of {count(metrics.photos)} test photos",
        figure,
        "How often the breed named first is right: "
        + ", ".join(f"{percent(share)} ({label})" for label, share in shares)
        + ".",
        _table(metrics),
    )


def _table(metrics: Metrics) -> pd.DataFrame:
    top1 = metrics.top1
    reported = [(study.label, study.top1, None, None, None, study.cross_entropy) for study in STUDY]
    ours = ("Xception, 120 breeds", top1.value, top1.low, top1.high, metrics.photos, metrics.cross_entropy.value)
    return pd.DataFrame(
        [*reported, ours], columns=["network", "top1", "top1_low", "top1_high", "photos", "cross_entropy"]
    )

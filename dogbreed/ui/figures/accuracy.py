"""How often a network names the right breed, beside what the 2023 study reported."""

import pandas as pd
import plotly.graph_objects as go

from dogbreed.evaluation.metrics import Metrics
from dogbreed.ui.chart import Chart, layout
from dogbreed.ui.colours import INK, NETWORKS, REFERENCE
from dogbreed.ui.wording import count, loss, percent

STUDY = (("CNN, 30 breeds", 0.25, 2.62), ("Xception, breeds not said", 0.73, 1.42))
"""The 2023 study's own figures: what, test accuracy, test loss."""


def accuracy(metrics: Metrics) -> Chart:
    """Our network as a bar with its 95 % interval, the study's as dashed grey lines."""
    top1 = metrics.top1
    rows = [(f"2023 study: {what}", share) for what, share, _ in STUDY] + [("Ours: Xception, 120 breeds", top1.value)]
    figure = go.Figure()
    for place, (label, share) in enumerate(rows):
        figure.add_annotation(
            x=0, y=place, text=f"<b>{percent(share)}</b> {label}", xanchor="left", yshift=24, showarrow=False
        )
    figure.add_bar(
        x=[top1.value],
        y=[len(STUDY)],
        orientation="h",
        width=0.3,
        marker={"color": NETWORKS["xception"]},
        error_x={
            "type": "data",
            "array": [top1.high - top1.value],
            "arrayminus": [top1.value - top1.low],
            "color": INK,
        },
        hovertemplate=(
            f"{percent(top1.value)} of {count(metrics.photos)} test photos<br>"
            f"95 % interval {percent(top1.low)} to {percent(top1.high)}<extra></extra>"
        ),
    )
    for place, (_, share, value) in enumerate(STUDY):
        figure.add_scatter(
            x=[0, share],
            y=[place, place],
            mode="lines+markers",
            line={"color": REFERENCE, "dash": "dash", "width": 4},
            marker={"size": [0, 12]},
            hovertemplate=f"test loss {loss(value)}<extra></extra>",
        )
    layout(figure, 300, "test photos whose breed it named first")
    figure.update_xaxes(range=[0, 1], tickformat=".0%").update_yaxes(visible=False, range=[len(rows) - 0.6, -0.7])
    return Chart(
        "accuracy",
        f"Our Xception names the right breed in {percent(top1.value)} of {count(metrics.photos)} test photos",
        figure,
        "How often the breed named first is right: "
        + ", ".join(f"{percent(share)} ({label})" for label, share in rows)
        + ".",
        _table(metrics),
    )


def _table(metrics: Metrics) -> pd.DataFrame:
    top1 = metrics.top1
    reported = [(f"2023 study: {what}", share, None, None, None, value) for what, share, value in STUDY]
    ours = ("Xception, 120 breeds", top1.value, top1.low, top1.high, metrics.photos, metrics.cross_entropy.value)
    return pd.DataFrame(
        [*reported, ours], columns=["network", "top1", "top1_low", "top1_high", "photos", "cross_entropy"]
    )

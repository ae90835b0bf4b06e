"""Reliability diagram: observed accuracy against predicted probability."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dogbreed.evaluation.metrics import proportion
from dogbreed.evaluation.top1 import first
from dogbreed.ui.built_once import built_once
from dogbreed.ui.colours import REFERENCE
from dogbreed.ui.figures.line_labels import LineEnd, label_line_ends
from dogbreed.ui.figures.network_predictions import NetworkPredictions
from dogbreed.ui.formatting import count, percent
from dogbreed.ui.widgets.chart import Chart, layout

BINS = 10
HIGHEST = 1.02
ROW = 0.06
"""Height of a label, in units of the y axis."""


@built_once(16)
def reliability(networks: Sequence[NetworkPredictions]) -> Chart:
    """Top-1 accuracy against the predicted probability, in ten bins (DeGroot and Fienberg 1983).

    Args:
        networks: One at least; with several, each line has its network's name.
    """
    tables = [_table(network) for network in networks]
    figure = go.Figure()
    figure.add_scatter(x=[0, 1], y=[0, 1], mode="lines", line={"color": REFERENCE, "dash": "dash"}, hoverinfo="skip")
    figure.add_annotation(
        x=0.3,
        y=0.3,
        text=" perfect calibration",
        xanchor="left",
        ax=60,
        ay=50,
        arrowhead=0,
        arrowcolor=REFERENCE,
    )
    for network, table in zip(networks, tables, strict=True):
        _add_line(figure, network, table)
    layout(figure, 380, "predicted probability", "observed accuracy")
    axis = {"range": [0, HIGHEST], "tickformat": ".0%"}
    figure.update_xaxes(axis).update_yaxes(axis)
    if len(networks) > 1:
        ends = [
            LineEnd(float(table["stated"].iloc[-1]), float(table["right"].iloc[-1]), network.name, network.colour)
            for network, table in zip(networks, tables, strict=True)
        ]
        label_line_ends(figure, ends, HIGHEST, ROW, (0, HIGHEST))
    words = [_words(network.name, table) for network, table in zip(networks, tables, strict=True)]
    return Chart(
        "Reliability",
        _title(networks, tables),
        figure,
        f"Observed accuracy against predicted probability: {'; '.join(words)}.",
        pd.concat(tables, ignore_index=True),
    )


def _add_line(figure: go.Figure, network: NetworkPredictions, table: pd.DataFrame) -> None:
    figure.add_scatter(
        x=table["stated"],
        y=table["right"],
        mode="markers+lines",
        marker={"size": 9},
        line={"color": network.colour, "width": 2},
        error_y={"array": table["high"] - table["right"], "arrayminus": table["right"] - table["low"]},
        text=[
            f"{network.name}<br>predicted {percent(row['stated'])}, right {percent(row['right'])}<br>"
            f"of {count(row['photos'])} photos<br>95 % interval {percent(row['low'])} to {percent(row['high'])}"
            for _, row in table.iterrows()
        ],
        hovertemplate="%{text}<extra></extra>",
    )


def _title(networks: Sequence[NetworkPredictions], tables: Sequence[pd.DataFrame]) -> str:
    sure = [table[table["tenth"] == BINS] for table in tables]
    if len(networks) == 1:
        if sure[0].empty:
            return "It never predicts 90 % or more"
        row = sure[0].iloc[0]
        return f"When it predicts 90 % or more, it is right in {percent(row['right'])} of {count(row['photos'])} photos"
    shares = [
        f"{network.name} {'never predicts as much' if row.empty else percent(row['right'].iloc[0])}"
        for network, row in zip(networks, sure, strict=True)
    ]
    return f"Accuracy where they predict 90 % or more: {', '.join(shares)}"


def _words(name: str, table: pd.DataFrame) -> str:
    shares = [f"{percent(row['right'])} at {percent(row['stated'])}" for _, row in table.iterrows()]
    return f"{name} {', '.join(shares)}"


def _table(network: NetworkPredictions) -> pd.DataFrame:
    """One row per bin that has photos: `network`, `tenth` (of the probability, 1 to 10), `stated` (mean predicted
    probability), `right` (observed accuracy), its 95 % interval `low` to `high`, `photos`."""
    stated = first(network.predictions["probabilities"])
    correct = network.right.to_numpy()
    tenth = np.minimum((stated * BINS).astype(int), BINS - 1)
    rows = []
    for place in np.unique(tenth):
        inside = tenth == place
        share = proportion(int(correct[inside].sum()), int(inside.sum()))
        mean = float(stated[inside].mean())
        rows.append((network.name, int(place) + 1, mean, share.value, share.low, share.high, int(inside.sum())))
    return pd.DataFrame(rows, columns=["network", "tenth", "stated", "right", "low", "high", "photos"])

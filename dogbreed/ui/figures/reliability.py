"""Whether stated probabilities come true."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dogbreed.evaluation.metrics import proportion
from dogbreed.ui.chart import Chart, layout
from dogbreed.ui.colours import NETWORKS, REFERENCE
from dogbreed.ui.wording import count, percent

BINS = 10


def reliability(predictions: pd.DataFrame) -> Chart:
    """Accuracy of the first answer against its probability, in tenths (the reliability diagram of DeGroot, 1983)."""
    table = _table(predictions)
    figure = go.Figure()
    figure.add_scatter(x=[0, 1], y=[0, 1], mode="lines", line={"color": REFERENCE, "dash": "dash"}, hoverinfo="skip")
    figure.add_annotation(
        x=0.3,
        y=0.3,
        text=" as promised",
        xanchor="left",
        ax=60,
        ay=50,
        arrowhead=0,
        arrowcolor=REFERENCE,
    )
    figure.add_scatter(
        x=table["stated"],
        y=table["right"],
        mode="markers+lines",
        marker={"size": 9},
        line={"color": NETWORKS["xception"], "width": 2},
        error_y={"array": table["high"] - table["right"], "arrayminus": table["right"] - table["low"]},
        customdata=table[["photos", "low", "high"]],
        hovertemplate=(
            "stated %{x:.1%}, right %{y:.1%}<br>of %{customdata[0]:,} photos<br>"
            "95 % interval %{customdata[1]:.1%} to %{customdata[2]:.1%}<extra></extra>"
        ),
    )
    layout(figure, 380, "probability it states", "how often it is right")
    figure.update_xaxes(range=[0, 1.02], tickformat=".0%").update_yaxes(range=[0, 1.02], tickformat=".0%")
    sure = table.iloc[-1]
    return Chart(
        "reliability",
        f"When it states 90 % or more, it is right in {percent(sure['right'])} of {count(int(sure['photos']))} photos",
        figure,
        "How often the answer is right against the probability stated for it: "
        + ", ".join(f"{percent(row['right'])} at {percent(row['stated'])}" for _, row in table.iterrows())
        + ".",
        table,
    )


def _table(predictions: pd.DataFrame) -> pd.DataFrame:
    """A row a tenth that has photos: `stated` (mean), `right`, its 95 % interval `low` to `high`, `photos`."""
    stated = predictions["probabilities"].str[0].to_numpy()
    right = (predictions["answers"].str[0] == predictions["truth"]).to_numpy()
    tenth = np.minimum((stated * BINS).astype(int), BINS - 1)
    rows = []
    for place in np.unique(tenth):
        inside = tenth == place
        share = proportion(int(right[inside].sum()), int(inside.sum()))
        rows.append((float(stated[inside].mean()), share.value, share.low, share.high, int(inside.sum())))
    return pd.DataFrame(rows, columns=["stated", "right", "low", "high", "photos"])

"""Whether stated probabilities come true."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dogbreed.evaluation.metrics import proportion
from dogbreed.evaluation.per_breed import right
from dogbreed.ui.colours import REFERENCE
from dogbreed.ui.figures.answered import Answered
from dogbreed.ui.figures.end_labels import spread
from dogbreed.ui.formatting import count, percent
from dogbreed.ui.widgets.chart import Chart, layout

BINS = 10
HIGHEST = 1.02
ROW, CHARACTER = 0.06, 8
"""What a label takes: its height on the axis, and the pixels of a letter."""


def reliability(networks: Sequence[Answered]) -> Chart:
    """Accuracy of the first answer against its probability, in tenths (the reliability diagram of DeGroot, 1983)."""
    tables = [_table(network) for network in networks]
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
    for network, table in zip(networks, tables, strict=True):
        _add_line(figure, network, table)
    layout(figure, 380, "probability it states", "how often it is right")
    axis = {"range": [0, HIGHEST], "tickformat": ".0%"}
    figure.update_xaxes(axis).update_yaxes(axis)
    if len(networks) > 1:
        _name_ends(figure, networks, tables)
    words = [_words(network.name, table) for network, table in zip(networks, tables, strict=True)]
    return Chart(
        "Reliability",
        _title(networks, tables),
        figure,
        f"How often the answer is right against the probability stated for it: {'; '.join(words)}.",
        pd.concat(tables, ignore_index=True),
    )


def _add_line(figure: go.Figure, network: Answered, table: pd.DataFrame) -> None:
    figure.add_scatter(
        x=table["stated"],
        y=table["right"],
        mode="markers+lines",
        marker={"size": 9},
        line={"color": network.colour, "width": 2},
        error_y={"array": table["high"] - table["right"], "arrayminus": table["right"] - table["low"]},
        customdata=table[["photos", "low", "high"]],
        hovertemplate=(
            f"{network.name}<br>stated %{{x:.1%}}, right %{{y:.1%}}<br>of %{{customdata[0]:,}} photos<br>"
            "95 % interval %{customdata[1]:.1%} to %{customdata[2]:.1%}<extra></extra>"
        ),
    )


def _name_ends(figure: go.Figure, networks: Sequence[Answered], tables: Sequence[pd.DataFrame]) -> None:
    """Each network's name beside its line's end, in the margin."""
    places = spread([table["right"].iloc[-1] for table in tables], ROW, 0, HIGHEST)
    for network, table, place in zip(networks, tables, places, strict=True):
        end = table.iloc[-1]
        figure.add_scatter(
            x=[end["stated"], HIGHEST],
            y=[end["right"], place],
            mode="lines",
            line={"color": network.colour, "width": 1, "dash": "dot"},
            hoverinfo="skip",
        )
        figure.add_annotation(
            x=1, xref="x domain", y=place, text=network.name, xanchor="left", xshift=4, showarrow=False
        )
    figure.update_layout(margin_r=CHARACTER * max(len(network.name) for network in networks) + 12)


def _title(networks: Sequence[Answered], tables: Sequence[pd.DataFrame]) -> str:
    sure = [table[table["tenth"] == BINS] for table in tables]
    if len(networks) == 1:
        if sure[0].empty:
            return "It never states 90 % or more"
        row = sure[0].iloc[0]
        return f"When it states 90 % or more, it is right in {percent(row['right'])} of {count(row['photos'])} photos"
    shares = [
        f"{network.name} {'never states as much' if row.empty else percent(row['right'].iloc[0])}"
        for network, row in zip(networks, sure, strict=True)
    ]
    return f"How often they are right where they state 90 % or more: {', '.join(shares)}"


def _words(name: str, table: pd.DataFrame) -> str:
    shares = [f"{percent(row['right'])} at {percent(row['stated'])}" for _, row in table.iterrows()]
    return f"{name} {', '.join(shares)}"


def _table(network: Answered) -> pd.DataFrame:
    """A row a tenth that has photos.

    Returns:
        `network`, `tenth` (1 to 10), `stated` (mean), `right`, its 95 % interval `low` to `high`, `photos`.
    """
    stated = network.predictions["probabilities"].str[0].to_numpy()
    correct = right(network.predictions).to_numpy()
    tenth = np.minimum((stated * BINS).astype(int), BINS - 1)
    rows = []
    for place in np.unique(tenth):
        inside = tenth == place
        share = proportion(int(correct[inside].sum()), int(inside.sum()))
        mean = float(stated[inside].mean())
        rows.append((network.name, int(place) + 1, mean, share.value, share.low, share.high, int(inside.sum())))
    return pd.DataFrame(rows, columns=["network", "tenth", "stated", "right", "low", "high", "photos"])

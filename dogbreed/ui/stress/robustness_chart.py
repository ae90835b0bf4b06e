"""Chart: accuracy or calibration of networks under one kind of damage, by severity."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from dogbreed.networks.registry import title
from dogbreed.ui.colours import INK, NETWORKS, REFERENCE
from dogbreed.ui.figures.line_labels import LineEnd, label_line_ends
from dogbreed.ui.formatting import percent
from dogbreed.ui.widgets.chart import layout

HEIGHT, RANGE = 240, (0, 1.06)
ROW = 0.1
"""Height of a label on the y axis."""
WORST, EDGE = 5, 5.2
"""The highest severity, and the right end of the x axis."""
MEASURES = {"top1": "Accuracy", "expected_calibration_error": "Calibration error"}


def robustness(tables: Mapping[str, pd.DataFrame], corruption: str, measure: str) -> go.Figure:
    """One line per network from the original photos to the highest severity, with 95 % intervals.

    Args:
        tables: By the network's name, see `dogbreed.evaluation.robustness`.
        measure: A key of `MEASURES`.
    """
    figure, ends = go.Figure(), []
    for name, table in tables.items():
        rows = of(table, corruption)
        ends.append(LineEnd(WORST, rows[measure].iloc[-1], title(name), NETWORKS.get(name, REFERENCE)))
        figure.add_scatter(
            x=rows["severity"],
            y=rows[measure],
            mode="lines+markers",
            line={"color": ends[-1].colour, "width": 2},
            error_y={
                "array": rows[f"{measure}_high"] - rows[measure],
                "arrayminus": rows[measure] - rows[f"{measure}_low"],
                "thickness": 1,
                "width": 3,
            },
            customdata=rows[["photos"]],
            hovertemplate=f"{ends[-1].name}: %{{y:.1%}} of %{{customdata[0]:,}} photos<extra></extra>",
        )
    layout(figure, HEIGHT)
    figure.update_xaxes(tickvals=list(range(6)), ticktext=["none", *"12345"], range=[-0.3, EDGE])
    figure.update_yaxes(range=RANGE, tickformat=".0%", dtick=0.25)
    figure.update_layout(margin={"t": 14, "l": 8}, font={"size": 13, "color": INK})
    if ends:
        label_line_ends(figure, ends, EDGE, ROW, RANGE)
    return figure


def in_words(tables: Mapping[str, pd.DataFrame], corruption: str, measure: str) -> str:
    """The alt text of `robustness`, with the same arguments."""
    lines = [
        f"{title(name)}, from {percent(values.iloc[0])} to {percent(values.iloc[-1])}"
        for name, table in tables.items()
        for values in [of(table, corruption)[measure]]
    ]
    return f"{MEASURES[measure]} under {corruption}, from none to severity 5: " + "; ".join(lines)


def of(table: pd.DataFrame, corruption: str) -> pd.DataFrame:
    """The rows of a corruption by severity, from the original photos on."""
    return table[table["corruption"].isin(["none", corruption])].sort_values("severity")


def over_all(table: pd.DataFrame, measure: str) -> tuple[float, float]:
    """A measure on the original photos, and its mean over all corruptions and severities."""
    untouched = table["corruption"] == "none"
    return float(table.loc[untouched, measure].iloc[0]), float(table.loc[~untouched, measure].mean())

"""Which breeds are taken for each other."""

import pandas as pd
import plotly.graph_objects as go

from dogbreed.breeds import breed
from dogbreed.evaluation.confusions import confused_pairs
from dogbreed.ui.chart import Chart, layout
from dogbreed.ui.colours import NETWORKS
from dogbreed.ui.wording import percent

SHOWN = 6
ONE_LINE = 46


def confusions(answers: pd.DataFrame) -> Chart:
    """The most confused pairs as bars.

    Args:
        answers: See `dogbreed.evaluation.answers`.
    """
    table = confused_pairs(answers).head(SHOWN)
    table = table.assign(**{f"{side}_name": [breed(wnid).name for wnid in table[side]] for side in ("one", "other")})
    pairs = [f"{one} and {other}" for one, other in zip(table["one_name"], table["other_name"], strict=True)]
    counts = [
        f"{wrong} of {photos} photos"
        for wrong, photos in zip(table["one_as_other"] + table["other_as_one"], table["photos"], strict=True)
    ]
    worst = table.iloc[0]
    return Chart(
        "confused-pairs",
        f"{pairs[0]} are taken for each other most often: in {percent(worst['share'])} of their photos",
        _bars(table, pairs, counts),
        "The pairs taken for each other most often: "
        + "; ".join(f"{pair}, {number}" for pair, number in zip(pairs, counts, strict=True))
        + ".",
        table,
    )


def _bars(table: pd.DataFrame, pairs: list[str], counts: list[str]) -> go.Figure:
    """One bar a pair, its names above it, so that they have room on a phone."""
    figure = go.Figure(
        go.Bar(
            x=table["share"],
            y=list(range(len(table))),
            orientation="h",
            width=0.36,
            marker={"color": NETWORKS["xception"]},
            text=counts,
            textposition="inside",
            insidetextanchor="start",
            textfont={"color": "white"},
            customdata=table[["one_name", "other_name", "one_as_other", "other_as_one", "low", "high"]],
            hovertemplate=(
                "%{customdata[0]} as %{customdata[1]}: %{customdata[2]}<br>"
                "%{customdata[1]} as %{customdata[0]}: %{customdata[3]}<br>"
                "%{x:.1%}, 95 % interval %{customdata[4]:.1%} to %{customdata[5]:.1%}<extra></extra>"
            ),
        )
    )
    for place, pair in enumerate(pairs):
        text = pair if len(pair) <= ONE_LINE else pair.replace(" and ", " and<br>", 1)
        figure.add_annotation(
            x=0, y=place - 0.2, text=text, xanchor="left", yanchor="bottom", align="left", showarrow=False
        )
    layout(figure, 84 * len(table) + 80, "their test photos taken for the other breed")
    figure.update_xaxes(tickformat=".0%", rangemode="tozero")
    return figure.update_yaxes(visible=False, range=[len(table) - 0.7, -0.8])

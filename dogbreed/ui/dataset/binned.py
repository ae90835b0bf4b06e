"""How a measure spreads over the photos: a bar an interval, open to a click."""

import pandas as pd
import plotly.graph_objects as go

from dogbreed.ui.colours import ACCENT, INK
from dogbreed.ui.figures.click_targets import click_bars
from dogbreed.ui.formatting import count
from dogbreed.ui.widgets.chart import Chart, layout


def binned(
    name: str, title: str, bins: pd.DataFrame, axis: str, tickformat: str, selected: tuple[float, float]
) -> Chart:
    """Vertical bars, one an interval; a bar carries its interval's ends.

    Args:
        name: Of the chart's file.
        title: What to see.
        bins: See `dogbreed.dataset.histograms.histogram`.
        axis: The measure, for its axis.
        tickformat: How Plotly writes a value of it, ".0%".
        selected: The interval to mark, from the first, below the second.
    """
    wide = float(bins["high"].iloc[0] - bins["low"].iloc[0])
    middle = (bins["low"] + bins["high"]) / 2
    inside = middle.between(*selected)
    highest = float(bins["photos"].max())
    figure = go.Figure()
    figure.add_bar(
        x=middle,
        y=bins["photos"],
        width=wide * 0.9,
        marker={"color": ACCENT, "opacity": inside.map({True: 0.9, False: 0.3})},
        hoverinfo="skip",
    )
    hover = f"%{{customdata[0]:{tickformat}}} to %{{customdata[1]:{tickformat}}}: %{{customdata[2]:,}} photos"
    rows = bins[["low", "high", "photos"]]
    figure.add_trace(click_bars(middle, [highest] * len(bins), rows, hover, width=wide, horizontal=False))
    layout(figure, 300, axis, "photos").update_layout(clickmode="event+select", barmode="overlay")
    figure.update_xaxes(tickformat=tickformat, range=[float(bins["low"].iloc[0]), float(bins["high"].iloc[-1])])
    figure.update_yaxes(tickfont={"color": INK}, tickformat=",", range=[0, highest * 1.05])
    most = bins.iloc[int(bins["photos"].argmax())]
    alt = (
        f"A histogram of {len(bins)} intervals of {axis}. Most photos, {count(int(most['photos']))}, lie between "
        f"{most['low']:g} and {most['high']:g}."
    )
    return Chart(name, title, figure, alt, bins)

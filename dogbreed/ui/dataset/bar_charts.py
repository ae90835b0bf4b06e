"""Bar charts of the numbers of photos: per category and per interval of a measure. A click on a bar selects it."""

import pandas as pd
import plotly.graph_objects as go

from dogbreed.ui.colours import ACCENT, INK
from dogbreed.ui.figures.click_targets import click_bars
from dogbreed.ui.formatting import count
from dogbreed.ui.widgets.chart import Chart, layout

ROW = 30
"""Height of a horizontal bar, px."""
NAMED = 5
FAINT, STRONG = 0.3, 0.75
"""Opacity of a bar, and of the selected one."""


def category_bars(name: str, title: str, categories: pd.DataFrame, selected: object = None) -> Chart:
    """One horizontal bar per category with its name on it, in the order of the table; a click hands on its key.

    Args:
        name: See `Chart`; `title` likewise.
        categories: The columns `key`, `kind` (its name) and `photos`; not empty.
        selected: The key to mark.
    """
    places = list(range(len(categories)))
    longest = float(categories["photos"].max())
    rows = categories[["key", "kind", "photos"]]
    figure = go.Figure()
    figure.add_bar(
        x=rows["photos"],
        y=places,
        orientation="h",
        width=0.84,
        marker={"color": ACCENT, "opacity": [STRONG if key == selected else FAINT for key in rows["key"]]},
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=[0] * len(rows),
        y=places,
        mode="text",
        text=[_label(kind, photos, key == selected) for key, kind, photos in rows.itertuples(index=False)],
        textposition="middle right",
        textfont={"color": INK, "size": 14},
        hoverinfo="skip",
    )
    hover = "%{customdata[1]}: %{customdata[2]:,} photos"
    figure.add_trace(click_bars([longest] * len(rows), places, rows, hover))
    layout(figure, ROW * len(rows) + 20).update_layout(clickmode="event+select", barmode="overlay")
    figure.update_xaxes(visible=False, range=[0, longest])
    figure.update_yaxes(visible=False, range=[len(rows) - 0.5, -0.5])
    listed = [f"{kind}, {count(photos)}" for _, kind, photos in rows.itertuples(index=False)]
    shown = "; ".join(listed if len(listed) <= 2 * NAMED else listed[:NAMED])
    alt = f"{len(rows)} bars of numbers of photos, from the top: {shown}."
    return Chart(name, title, figure, alt, rows[["kind", "photos"]])


def histogram_bars(
    name: str, title: str, bins: pd.DataFrame, axis: str, tickformat: str, selected: tuple[float, float]
) -> Chart:
    """One vertical bar per interval of a measure; a click hands on the interval's ends.

    Args:
        name: See `Chart`; `title` likewise.
        bins: See `dogbreed.dataset.statistics.histogram`.
        axis: Title of the x axis: the measure.
        tickformat: How Plotly writes a value of it, ".0%".
        selected: The interval to mark, from the first value, below the second.
    """
    width = float(bins["high"].iloc[0] - bins["low"].iloc[0])
    middle = (bins["low"] + bins["high"]) / 2
    highest = float(bins["photos"].max())
    figure = go.Figure()
    figure.add_bar(
        x=middle,
        y=bins["photos"],
        width=width * 0.9,
        marker={"color": ACCENT, "opacity": middle.between(*selected).map({True: 0.9, False: FAINT})},
        hoverinfo="skip",
    )
    hover = f"%{{customdata[0]:{tickformat}}} to %{{customdata[1]:{tickformat}}}: %{{customdata[2]:,}} photos"
    rows = bins[["low", "high", "photos"]]
    figure.add_trace(click_bars(middle, [highest] * len(bins), rows, hover, width, horizontal=False))
    layout(figure, 300, axis, "photos").update_layout(clickmode="event+select", barmode="overlay")
    figure.update_xaxes(tickformat=tickformat, range=[float(bins["low"].iloc[0]), float(bins["high"].iloc[-1])])
    figure.update_yaxes(tickformat=",", range=[0, highest * 1.05])
    most = bins.iloc[int(bins["photos"].argmax())]
    alt = (
        f"A histogram of {len(bins)} intervals of {axis}. Most photos, {count(int(most['photos']))}, lie between "
        f"{most['low']:g} and {most['high']:g}."
    )
    return Chart(name, title, figure, alt, bins)


def _label(kind: str, photos: int, selected: bool) -> str:
    return (
        f"<b>\N{BLACK RIGHT-POINTING TRIANGLE} {kind}</b>  {count(photos)}" if selected else f"{kind}  {count(photos)}"
    )

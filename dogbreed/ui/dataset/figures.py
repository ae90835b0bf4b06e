"""Numbers of photos as charts: per category, per interval of a measure, and by size. A click selects them."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dogbreed.dataset.photo_facts import NETWORK_SIDE
from dogbreed.dataset.statistics import SIDES
from dogbreed.ui.colours import ACCENT, INK, REFERENCE, rgba
from dogbreed.ui.figures.click_targets import click_bars, click_points
from dogbreed.ui.formatting import count, percent
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


FAINTEST, STRONGEST = 0.15, 0.95
TICKS = (100, 224, 500, 1000, 2000)
SQUARES_NAMED = 3

Square = tuple[tuple[float, float], tuple[float, float]]
"""Width and height, each from the first, below the second, px."""


def photo_sizes(
    grid: pd.DataFrame,
    below: float,
    selected: Square,
    widths: Sequence[int] = SIDES,
    heights: Sequence[int] = SIDES,
) -> Chart:
    """A two-dimensional histogram with logarithmic axes; a click on a square hands on its edges.

    Args:
        grid: See `dogbreed.dataset.statistics.size_grid`; not empty.
        below: Share of the photos that have fewer pixels than a network gets.
        selected: The square to outline.
        widths: Edges of the squares, px, as the grid has them; `heights` likewise.
    """
    figure = go.Figure()
    _fill(figure, grid, widths, heights)
    _add_target(figure, widths)
    _outline(figure, selected, ((widths[0], widths[-1]), (heights[0], heights[-1])))
    layout(figure, 480, "width in pixels", "height in pixels")
    figure.update_layout(clickmode="event+select", hovermode="closest", hoverdistance=-1)
    ticks = {"type": "log", "tickvals": TICKS, "ticktext": [count(tick) for tick in TICKS]}
    figure.update_xaxes(range=np.log10([widths[0], widths[-1]]).tolist(), **ticks)
    figure.update_yaxes(range=np.log10([heights[0], heights[-1]]).tolist(), **ticks)
    title = (
        f"{percent(below)} of the photos have fewer pixels than the {NETWORK_SIDE} \N{MULTIPLICATION SIGN} "
        f"{NETWORK_SIDE} = {count(NETWORK_SIDE**2)} that a network gets: below the dashed line"
    )
    return Chart("Photo sizes", title, figure, _alt(grid), grid)


def _fill(figure: go.Figure, grid: pd.DataFrame, widths: Sequence[int], heights: Sequence[int]) -> None:
    """A heatmap, and invisible squares on it for hover and clicks."""
    depth = np.full((len(heights) - 1, len(widths) - 1), np.nan)
    depth[grid["height"].map(heights.index), grid["width"].map(widths.index)] = np.sqrt(grid["photos"])
    figure.add_heatmap(
        x=widths,
        y=heights,
        z=depth,
        zmin=0,
        colorscale=[[0, rgba(ACCENT, FAINTEST)], [1, rgba(ACCENT, STRONGEST)]],
        showscale=False,
        hoverinfo="skip",
    )
    figure.add_trace(
        click_points(
            np.sqrt(grid["width"] * grid["width_below"]),
            np.sqrt(grid["height"] * grid["height_below"]),
            grid[["width", "width_below", "height", "height_below", "photos"]],
            "%{customdata[0]:,} to %{customdata[1]:,} px wide, %{customdata[2]:,} to %{customdata[3]:,} px high: "
            "%{customdata[4]:,} photos",
        )
    )


def _add_target(figure: go.Figure, widths: Sequence[int]) -> None:
    """Mark the size that a network gets, and the line of all sizes with as many pixels."""
    ends = (widths[0], NETWORK_SIDE**2 / widths[0])
    figure.add_scatter(
        x=ends, y=ends[::-1], mode="lines", line={"color": REFERENCE, "dash": "dash", "width": 2}, hoverinfo="skip"
    )
    figure.add_scatter(
        x=[NETWORK_SIDE],
        y=[NETWORK_SIDE],
        mode="markers",
        marker={"symbol": "diamond", "size": 13, "color": INK},
        hoverinfo="skip",
    )
    place = float(np.log10(NETWORK_SIDE))
    figure.add_annotation(
        x=place,
        y=place,
        text=f"{NETWORK_SIDE} \N{MULTIPLICATION SIGN} {NETWORK_SIDE}",
        ax=-52,
        ay=34,
        arrowcolor=REFERENCE,
        arrowhead=0,
    )


def _outline(figure: go.Figure, selected: Square, whole: Square) -> None:
    (left, right), (low, high) = inside = tuple(
        (max(start, first), min(below, last)) for (start, below), (first, last) in zip(selected, whole, strict=True)
    )
    if inside == whole:
        return
    figure.add_shape(type="rect", x0=left, x1=right, y0=low, y1=high, line={"color": INK, "width": 3})


def _alt(grid: pd.DataFrame) -> str:
    most = grid.sort_values("photos", ascending=False, kind="stable").head(SQUARES_NAMED)
    listed = "; ".join(
        f"{count(width)} to {count(width_below)} by {count(height)} to {count(height_below)} pixels, "
        f"{count(photos)} photos"
        for width, width_below, height, height_below, photos in most.to_numpy().tolist()
    )
    return f"Photos by width and height, in {len(grid)} squares. Most: {listed}."

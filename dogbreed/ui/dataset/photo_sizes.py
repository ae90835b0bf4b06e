"""Width against height of the photos, and the size that a network gets."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dogbreed.dataset.photo_facts import NETWORK_SIDE
from dogbreed.dataset.statistics import SIDES
from dogbreed.ui.colours import ACCENT, INK, REFERENCE, rgba
from dogbreed.ui.figures.click_targets import click_points
from dogbreed.ui.formatting import count, percent
from dogbreed.ui.widgets.chart import Chart, layout

FAINTEST, STRONGEST = 0.15, 0.95
TICKS = (100, 224, 500, 1000, 2000)
NAMED = 3

Square = tuple[tuple[float, float], tuple[float, float]]
"""Width and height, each from the first, below the second, px."""


def photo_sizes(grid: pd.DataFrame, below: float, selected: Square) -> Chart:
    """A two-dimensional histogram with logarithmic axes; a click on a square hands on its edges.

    Args:
        grid: See `dogbreed.dataset.statistics.size_grid`; not empty.
        below: Share of the photos that have fewer pixels than a network gets.
        selected: The square to outline.
    """
    figure = go.Figure()
    _fill(figure, grid)
    _add_target(figure)
    _outline(figure, selected)
    layout(figure, 480, "width in pixels", "height in pixels")
    figure.update_layout(clickmode="event+select", hovermode="closest", hoverdistance=-1)
    ends = [float(np.log10(SIDES[0])), float(np.log10(SIDES[-1]))]
    ticks = {"type": "log", "range": ends, "tickvals": TICKS, "ticktext": [count(tick) for tick in TICKS]}
    figure.update_xaxes(**ticks).update_yaxes(**ticks)
    title = (
        f"{percent(below)} of the photos have fewer pixels than the {NETWORK_SIDE} \N{MULTIPLICATION SIGN} "
        f"{NETWORK_SIDE} = {count(NETWORK_SIDE**2)} that a network gets: below the dashed line"
    )
    return Chart("Photo sizes", title, figure, _alt(grid), grid)


def _fill(figure: go.Figure, grid: pd.DataFrame) -> None:
    """A heatmap, and invisible squares on it for hover and clicks."""
    places = {side: place for place, side in enumerate(SIDES)}
    depth = np.full((len(SIDES) - 1, len(SIDES) - 1), np.nan)
    depth[grid["height"].map(places), grid["width"].map(places)] = np.sqrt(grid["photos"])
    figure.add_heatmap(
        x=SIDES,
        y=SIDES,
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


def _add_target(figure: go.Figure) -> None:
    """Mark the size that a network gets, and the line of all sizes with as many pixels."""
    ends = (SIDES[0], NETWORK_SIDE**2 / SIDES[0])
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


def _outline(figure: go.Figure, selected: Square) -> None:
    (left, right), (low, high) = ([max(from_, SIDES[0]), min(below, SIDES[-1])] for from_, below in selected)
    if (left, right, low, high) == (SIDES[0], SIDES[-1], SIDES[0], SIDES[-1]):
        return
    figure.add_shape(type="rect", x0=left, x1=right, y0=low, y1=high, line={"color": INK, "width": 3})


def _alt(grid: pd.DataFrame) -> str:
    most = grid.sort_values("photos", ascending=False, kind="stable").head(NAMED)
    listed = "; ".join(
        f"{count(width)} to {count(width_below)} by {count(height)} to {count(height_below)} pixels, "
        f"{count(photos)} photos"
        for width, width_below, height, height_below, photos in most.to_numpy().tolist()
    )
    return f"Photos by width and height, in {len(grid)} squares. Most: {listed}."

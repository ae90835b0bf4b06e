"""Invisible marks over a figure that hover and clicks find, larger or denser than what is drawn.

Streamlit hands on clicks on points and bars only, not on heatmaps, images or text.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

Rows = Sequence[Sequence[Any]] | pd.DataFrame
"""What a click on each mark hands on, a row per mark."""


def click_points(x: Iterable[float], y: Iterable[float], rows: Rows, hover: str, size: int = 16) -> go.Scatter:
    """Invisible squares.

    Args:
        x: Position of each square; `y` likewise.
        rows: See `Rows`.
        hover: Plotly's template of the text for the mouse, which may use `rows` as `%{customdata[0]}`.
        size: Side of a square, px.
    """
    marker = {"symbol": "square", "size": size, "opacity": 0}
    return go.Scatter(
        x=list(x), y=list(y), mode="markers", marker=marker, **_handed_on(rows, hover), **fixed_opacity(0)
    )


def click_bars(
    x: Iterable[float], y: Iterable[float], rows: Rows, hover: str, width: float = 1, horizontal: bool = True
) -> go.Bar:
    """Invisible bars; the figure's `barmode` has to be "overlay".

    Args:
        x: Length of each bar if they are horizontal, else its position; `y` the other way round.
        rows: See `Rows`.
        hover: See `click_points`.
        width: Thickness of a bar, in units of the axis that the bars stand on.
        horizontal: Whether the bars lie.
    """
    return go.Bar(
        x=list(x),
        y=list(y),
        width=width,
        orientation="h" if horizontal else "v",
        marker={"opacity": 0},
        **_handed_on(rows, hover),
        **fixed_opacity(0),
    )


def fixed_opacity(opacity: float) -> dict[str, Any]:
    """Arguments of a trace whose marks keep their opacity, 0 to 1, while one of them is selected by a click."""
    return {"selected": {"marker": {"opacity": opacity}}, "unselected": {"marker": {"opacity": opacity}}}


def _handed_on(rows: Rows, hover: str) -> dict[str, Any]:
    # As lists: rows of a number array would come back from the browser as objects.
    values = rows.to_numpy().tolist() if isinstance(rows, pd.DataFrame) else [list(row) for row in rows]
    return {"customdata": values, "hovertemplate": f"{hover}<extra></extra>"}

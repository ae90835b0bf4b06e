"""A chart as every page shows it: a title that says what to see, words for those who cannot, the numbers as CSV."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dogbreed.ui.colours import INK

FINGERS_SCROLL = "<style>@media (hover: none) {{.st-key-{name} .nsewdrag {{pointer-events: none !important}}}}</style>"
"""A figure whose points can be clicked would keep a finger from scrolling the page, and takes no taps either."""


@dataclass(frozen=True)
class Chart:
    """A figure with all that belongs to it.

    Attributes:
        name: Of its file, "photos-per-breed".
        title: What to see, as a sentence without its full stop.
        alt: The figure in words, for screen readers.
        table: The numbers that it shows.
    """

    name: str
    title: str
    figure: go.Figure
    alt: str
    table: pd.DataFrame


def draw(chart: Chart, on_point: Callable[[Any], None] | None = None) -> None:
    """Title, figure and download, one under the other.

    Args:
        on_point: Called before the page is drawn again with the `customdata` of a point that somebody clicked. Fingers
            and keys cannot click: offer a menu besides.
    """
    st.markdown(f"**{chart.title}**")
    if on_point:
        st.html(FINGERS_SCROLL.format(name=chart.name))
    st.plotly_chart(
        chart.figure,
        key=chart.name,
        alt=chart.alt,
        config={"displayModeBar": False},
        on_select=partial(_hand_on, chart.name, on_point) if on_point else "ignore",
        selection_mode="points",
    )
    download(chart.name, chart.table)


def download(name: str, table: pd.DataFrame) -> None:
    """A button that hands out numbers, written once it is clicked; a click on it changes nothing on the page."""
    st.download_button(
        "Numbers as CSV",
        lambda: table.to_csv(index=False),
        f"{name}.csv",
        "text/csv",
        key=f"{name}-csv",
        type="tertiary",
        icon=":material/download:",
        on_click="ignore",
    )


def layout(figure: go.Figure, height: int, x: str = "", y: str = "") -> go.Figure:
    """Set what all figures share: height in px, axis titles, readable text, and that a finger scrolls the page."""
    axis = {"fixedrange": True, "tickfont": {"color": INK}}
    return figure.update_layout(
        height=height,
        margin={"l": 16, "r": 20, "t": 12, "b": 0},
        font={"size": 15, "color": INK},
        showlegend=False,
        dragmode=False,
        xaxis=axis | {"title": {"text": x, "font": {"color": INK}}},
        yaxis=axis | {"title": {"text": y, "font": {"color": INK}}},
    )


def _hand_on(key: str, on_point: Callable[[Any], None]) -> None:
    """Hand on the point that was clicked; a second click on it takes it out of the selection, yet is a click on it."""
    points, clicked = st.session_state[key]["selection"]["points"], f"{key}-clicked"
    if points:
        st.session_state[clicked] = points[0].get("customdata")
    if st.session_state.get(clicked) is not None:
        on_point(st.session_state[clicked])

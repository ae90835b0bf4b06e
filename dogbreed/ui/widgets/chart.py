"""A chart as every page shows it: a title that says what to see, a text for screen readers, its numbers as CSV."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dogbreed.batch.table import table_as_csv
from dogbreed.ui.colours import INK
from dogbreed.ui.widgets.stage import ENLARGED, on_stage

FINGERS_SCROLL = "<style>@media (hover: none) {{.st-key-{key} .nsewdrag {{pointer-events: none !important}}}}</style>"
"""Else a figure with points to click keeps a finger from scrolling the page; Plotly does not answer taps anyway."""

TALLER = 1.1
"""Height of a figure on stage, times the usual one: larger type needs room, but a section has to fit the window."""


@dataclass(frozen=True)
class Chart:
    """A figure with all that belongs to it.

    Attributes:
        name: Of its table, "Photos per breed": the download button and its file are called after it.
        title: What to see, as a sentence without its full stop.
        figure: The Plotly figure.
        alt: The figure in words, for screen readers.
        table: The numbers that it shows.
    """

    name: str
    title: str
    figure: go.Figure
    alt: str
    table: pd.DataFrame

    @property
    def key(self) -> str:
        """Of its element on the page, "photos-per-breed"."""
        return _key(self.name)


def draw(chart: Chart, on_point: Callable[[Any], None] | None = None) -> None:
    """Title, figure and download button, one below the other; on stage, a figure with larger type and no button.

    Args:
        chart: What to draw; no other chart of the page has its name.
        on_point: Called before the page is drawn again with the `customdata` of a point that was clicked. Fingers and
            keys cannot click points: offer a menu as well.
    """
    st.markdown(f"**{chart.title}**")
    if on_point:
        st.html(FINGERS_SCROLL.format(key=chart.key))
    figure = _enlarged(chart.figure) if on_stage() else chart.figure
    st.plotly_chart(
        figure,
        height=figure.layout.height,  # so that its room is there before it is
        key=chart.key,
        alt=chart.alt,
        config={"displayModeBar": False},
        on_select=partial(_hand_on, chart.key, on_point) if on_point else "ignore",
        selection_mode="points",
    )
    download(chart.name, chart.table)


def download(name: str, table: pd.DataFrame | Callable[[], pd.DataFrame]) -> None:
    """A button that downloads a table; the CSV is written on the click, which changes nothing on the page.

    On stage there is no button.

    Args:
        name: Of the table, "Photos per breed"; no other table of the page has it.
        table: The numbers, or what makes them when they are downloaded.
    """
    if on_stage():
        return
    key = _key(name)
    st.download_button(
        f"{name} as CSV",
        lambda: table_as_csv(table() if callable(table) else table),
        f"{key}.csv",
        "text/csv",
        key=f"{key}-csv",
        type="tertiary",
        icon=":material/download:",
        on_click="ignore",
    )


def layout(figure: go.Figure, height: int, x: str = "", y: str = "") -> go.Figure:
    """Set what all figures share, and return the figure.

    Args:
        figure: To change.
        height: In px.
        x: Title of the x axis; `y` likewise.
    """
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


def _key(name: str) -> str:
    """`photos-per-breed` for "Photos per breed"."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _enlarged(figure: go.Figure) -> go.Figure:
    """A copy of a figure that is larger, with larger type, as on stage."""
    larger = go.Figure(_larger_type(figure.to_dict()))
    return larger.update_layout(height=round(figure.layout.height * TALLER)) if figure.layout.height else larger


def _larger_type(properties: Any) -> Any:
    """Properties of a figure with all sizes of fonts enlarged."""
    if isinstance(properties, (list, tuple)):
        return [_larger_type(part) for part in properties]
    if not isinstance(properties, dict):
        return properties
    return {
        key: value | {"size": value["size"] * ENLARGED}
        if key.endswith("font") and isinstance(value, dict) and isinstance(value.get("size"), (int, float))
        else _larger_type(value)
        for key, value in properties.items()
    }


def _hand_on(key: str, on_point: Callable[[Any], None]) -> None:
    """Pass on the clicked point; a second click takes it out of Streamlit's selection, yet counts as a click on it."""
    points, clicked = st.session_state[key]["selection"]["points"], f"{key}-clicked"
    if points:
        st.session_state[clicked] = points[0].get("customdata")
    if st.session_state.get(clicked) is not None:
        on_point(st.session_state[clicked])

"""A chart as every page shows it: a title that says what to see, words for those who cannot, the numbers as CSV."""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dogbreed.ui.colours import INK


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


def draw(chart: Chart) -> None:
    """Title, figure and download, one under the other."""
    st.markdown(f"**{chart.title}**")
    st.plotly_chart(chart.figure, key=chart.name, alt=chart.alt, config={"displayModeBar": False})
    st.download_button(
        "Numbers as CSV",
        chart.table.to_csv(index=False),
        f"{chart.name}.csv",
        "text/csv",
        key=f"{chart.name}-csv",
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

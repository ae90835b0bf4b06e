"""ImageNet networks from AlexNet to Xception: errors and parameters as a chart, and every measurement as a table."""

import math

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dogbreed.networks.registry import XCEPTION
from dogbreed.ui.built_once import built_once
from dogbreed.ui.colours import NETWORKS, REFERENCE, rgba
from dogbreed.ui.formatting import millions
from dogbreed.ui.widgets.chart import Chart, layout

ROW = 62
LARGEST, UNKNOWN = 40, 9
"""Diameters in px: of the network with the most parameters, and of one whose number is not known."""
SHOWN = ["network", "year", "top5_error", "top1_error", "measured", "parameters", "multiply_adds", "link", "source"]


@built_once(1)
def milestone_chart(table: pd.DataFrame) -> Chart:
    """One row per network in the order of the years: its error as the place of a bubble, its parameters as the area.

    Args:
        table: See `dogbreed.architecture.milestones`.
    """
    compared = table[table["compared"]].sort_values(["year", "top5_error"], ascending=[True, False])
    first, last = compared.iloc[0], compared.iloc[-1]
    sizes = [_size(number) for number in compared["parameters"]]
    colours = [NETWORKS[XCEPTION] if name == "Xception" else REFERENCE for name in compared["network"]]
    figure = go.Figure()
    for place, error in enumerate(compared["top5_error"]):
        figure.add_shape(
            type="line", x0=0, x1=error, y0=place, y1=place, layer="below", line={"color": rgba(REFERENCE, 0.4)}
        )
    figure.add_scatter(
        x=compared["top5_error"],
        y=list(range(len(compared))),
        mode="markers",
        marker={
            "size": [_diameter(size, max(filter(None, sizes))) for size in sizes],
            "symbol": ["circle" if size else "diamond-open" for size in sizes],
            "color": colours,
            "opacity": 1,
        },
        customdata=[_words(row) for _, row in compared.iterrows()],
        hovertemplate="%{customdata}<extra></extra>",
    )
    for place, (_, row) in enumerate(compared.iterrows()):
        figure.add_annotation(
            x=0, y=place, yshift=20, xanchor="left", showarrow=False, text=f"<b>{row['network']}</b> {row['year']}"
        )
        size = _diameter(sizes[place], max(filter(None, sizes)))
        error = f"{row['top5_error']:.1f} %" + (" *" if row["crops"] != "1" else "")
        figure.add_annotation(
            x=row["top5_error"], y=place, xshift=size / 2 + 4, xanchor="left", showarrow=False, text=error
        )
    layout(figure, ROW * len(compared) + 70, "top-5 error; a bubble's area: parameters")
    figure.update_xaxes(range=[0, 22], ticksuffix=" %", dtick=5)
    figure.update_yaxes(visible=False, range=[len(compared) - 0.5, -0.75])
    return Chart(
        "ImageNet networks",
        f"In four years the top-5 error fell from {first['top5_error']:.1f} % to {last['top5_error']:.1f} %, "
        "and the largest networks were not the best",
        figure,
        "Networks in the order of the years: "
        + "; ".join(_words(row).replace("<br>", ", ") for _, row in compared.iterrows())
        + ".",
        table,
    )


def milestone_table(table: pd.DataFrame) -> None:
    """One row per measurement with its source.

    Args:
        table: See `dogbreed.architecture.milestones`.
    """
    asked = table["networks"].map(lambda number: "one network" if number == 1 else f"{number} networks together")
    crops = table["crops"].map(
        lambda crops: {"1": "one crop"}.get(crops, f"{crops} crops" if crops.isdigit() else crops)
    )
    shown = table.assign(
        measured=asked + ", " + crops + table["split"].map({"validation": "", "test": ", test photos"}),
        parameters=table["parameters"] / 1e6,
        multiply_adds=table["multiply_adds"] / 1e9,
    )
    number = st.column_config.NumberColumn
    st.dataframe(
        shown[SHOWN],
        hide_index=True,
        height="content",
        placeholder="not given",
        alt="Errors of networks on ImageNet with what they were measured on and where they are from",
        column_config={
            "network": "Network",
            "year": number("Year", format="%d"),
            "top5_error": number(
                "Top-5 error, %", format="%.1f", help="The right class is not among the five most probable of 1000."
            ),
            "top1_error": number("Top-1 error, %", format="%.1f", help="The most probable class is not the right one."),
            "measured": st.column_config.TextColumn(
                "Measured with",
                help="Validation photos unless it says test photos. The mean over several crops of a photo, or over "
                "several networks, makes fewer errors.",
            ),
            "parameters": number("Parameters, million", format="%.1f"),
            "multiply_adds": number("Multiply-adds, billion", format="%.1f", help="For one crop."),
            "link": st.column_config.LinkColumn("Paper", display_text="paper"),
            "source": "From",
        },
    )


def _size(parameters: float) -> float | None:
    return None if math.isnan(parameters) else parameters


def _diameter(parameters: float | None, most: float) -> float:
    return LARGEST * math.sqrt(parameters / most) if parameters else UNKNOWN


def _words(row: pd.Series) -> str:
    size = "parameters not given" if math.isnan(row["parameters"]) else f"{millions(row['parameters'])} parameters"
    crops = "one crop" if row["crops"] == "1" else f"{row['crops']} crops"
    top1 = "" if math.isnan(row["top1_error"]) else f", top-1 error {row['top1_error']:.1f} %"
    return f"{row['network']} ({row['year']})<br>top-5 error {row['top5_error']:.1f} %{top1}<br>{size}, {crops}"

"""How far ImageNet networks came with how many parameters."""

import pandas as pd
import plotly.graph_objects as go

from dogbreed.ui.chart import Chart, layout
from dogbreed.ui.colours import INK, NETWORKS, REFERENCE

BESIDE = {"VGG-16": 13, "VGG-19": -13, "Inception V3": 12, "Xception": -8}
"""Pixels by which a name stands higher than its point, to meet neither another nor the line."""
ROAD = ("AlexNet", "VGG-16", "ResNet-152", "Xception")


def milestone_chart(table: pd.DataFrame) -> Chart:
    """One point a network, a line through those of the road.

    Args:
        table: See `dogbreed.architecture.milestones`.
    """
    compared = table[table["compared"]].set_index("network")
    first, last, largest = compared.loc[ROAD[0]], compared.loc[ROAD[-1]], compared["parameters"].max()
    figure = go.Figure()
    road = compared.loc[list(ROAD)]
    figure.add_scatter(
        x=road["parameters"] / 1e6, y=road["top5_error"], mode="lines", line={"color": REFERENCE, "dash": "dot"}
    )
    one_crop = compared["crops"] == "1"
    figure.add_scatter(
        x=compared["parameters"] / 1e6,
        y=compared["top5_error"],
        mode="markers",
        marker={
            "size": 14,
            "symbol": ["circle" if single else "circle-open" for single in one_crop],
            "color": [NETWORKS["xception"] if name == "Xception" else INK for name in compared.index],
            "line": {"width": 2},
        },
        customdata=compared.reset_index()[["network", "year", "top1_error", "crops"]],
        hovertemplate=(
            "%{customdata[0]}, %{customdata[1]}<br>top-5 error %{y:.1f} %, top-1 error %{customdata[2]:.1f} %<br>"
            "%{x:.1f} million parameters<br>crops of each photo: %{customdata[3]}<extra></extra>"
        ),
    )
    for name, row in compared.iterrows():
        figure.add_annotation(
            x=row["parameters"] / 1e6,
            y=row["top5_error"],
            text=f"<b>{name}</b> {row['year']}" + ("" if row["crops"] == "1" else ", ten crops"),
            showarrow=False,
            xanchor="left",
            xshift=11,
            yshift=BESIDE.get(str(name), 0),
        )
    layout(figure, 480, "million parameters", "top-5 error on ImageNet")
    figure.update_xaxes(range=[0, 1.45 * largest / 1e6])
    figure.update_yaxes(range=[4, 20], ticksuffix=" %")
    return Chart(
        "imagenet-networks",
        f"In four years the top-5 error fell from {first['top5_error']:.1f} % to {last['top5_error']:.1f} %, "
        f"and the largest network was not the best",
        figure,
        "Top-5 error on ImageNet against parameters: "
        + ", ".join(
            f"{name} ({row['year']}) {row['top5_error']:.1f} % with {row['parameters'] / 1e6:.1f} million"
            for name, row in compared.iterrows()
        )
        + ".",
        table,
    )

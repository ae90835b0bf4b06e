"""How the parameters of a network are distributed over its blocks."""

import pandas as pd
import plotly.graph_objects as go

from dogbreed.architecture.network import HEAD, Network
from dogbreed.ui.formatting import count, millions, percent
from dogbreed.ui.widgets.chart import Chart, layout


def block_parameters(network: Network, colour: str) -> Chart:
    """One bar per block, in the order of the network."""
    table = pd.DataFrame(
        [
            (
                name,
                sum(layer.parameters for layer in layers),
                sum(layer.multiply_adds for layer in layers),
            )
            for name, layers in network.blocks.items()
        ],
        columns=["block", "parameters", "multiply_adds"],
    ).assign(share=lambda table: table["parameters"] / network.parameters)
    largest = table.nlargest(1, "parameters").iloc[0]
    figure = go.Figure(
        go.Bar(
            x=table["parameters"],
            y=list(range(len(table))),
            orientation="h",
            width=0.66,
            marker={"color": colour},
            text=[percent(share) for share in table["share"]],
            textposition="outside",
            cliponaxis=False,
            customdata=table[["block", "multiply_adds"]],
            hovertemplate=("%{customdata[0]}<br>%{x:,} parameters<br>%{customdata[1]:,} multiply-adds<extra></extra>"),
        )
    )
    layout(figure, 27 * len(table) + 70, "parameters")
    figure.update_xaxes(range=[0, float(largest["parameters"]) * 1.2], nticks=4)
    figure.update_yaxes(
        tickvals=list(range(len(table))),
        ticktext=[block.replace("_normalised", "") for block in table["block"]],
        range=[len(table) - 0.5, -0.5],
    )
    where = "the head" if largest["block"] == HEAD else str(largest["block"])
    return Chart(
        f"Parameters of {network.card.title}",
        f"{percent(largest['share'])} of the {millions(network.parameters)} parameters are in {where}",
        figure,
        f"Parameters of {network.card.title} by block: "
        + ", ".join(
            f"{block} {count(parameters)}"
            for block, parameters in zip(table["block"], table["parameters"], strict=True)
        )
        + ".",
        table,
    )

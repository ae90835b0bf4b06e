"""What a layer on the photo costs in parameters, with shared weights and without."""

import pandas as pd
import plotly.graph_objects as go

from dogbreed.architecture.weight_sharing import Saving
from dogbreed.networks.registry import CNN_STUDY
from dogbreed.ui.colours import INK, NETWORKS, REFERENCE
from dogbreed.ui.formatting import count, dimensions
from dogbreed.ui.widgets.chart import Chart, layout


def weight_sharing_chart(saving: Saving, kernel: int, filters: int) -> Chart:
    """Three layers with the same number of outputs as bars on a logarithmic scale."""
    window = dimensions((kernel, kernel))
    rows = [
        (f"convolution: {filters} filters of {window}, same everywhere", saving.shared),
        (f"{window} windows, own weights at each place", saving.local),
        ("dense layer: every output sees every pixel", saving.dense),
    ]
    figure = go.Figure(
        go.Bar(
            x=[parameters for _, parameters in rows],
            y=list(range(len(rows))),
            orientation="h",
            width=0.3,
            marker={"color": [NETWORKS[CNN_STUDY], REFERENCE, REFERENCE]},
            hovertemplate="%{x:,} parameters<extra></extra>",
        )
    )
    for place, (words, parameters) in enumerate(rows):
        figure.add_annotation(
            xref="paper",
            x=0,
            y=place,
            yshift=34,
            xanchor="left",
            align="left",
            showarrow=False,
            text=f"<b>{count(parameters)}</b><br>{words}",
            font={"color": INK},
        )
    layout(figure, 330, "parameters, each mark a thousand times the one before")
    figure.update_xaxes(
        type="log",
        range=[0, 12],
        dtick=3,
        tickvals=[1, 1e3, 1e6, 1e9],
        ticktext=["1", "1,000", "1 million", "1 billion"],
    )
    figure.update_yaxes(visible=False, range=[2.4, -0.8])
    return Chart(
        "Weight sharing",
        f"Sharing its weights, a convolution needs {count(saving.shared)} parameters where a dense layer needs "
        f"{saving.dense / 1e9:.1f} billion",
        figure,
        "Parameters of a layer that makes "
        f"{count(saving.outputs)} values out of one photo: "
        + "; ".join(f"{words}, {count(parameters)}" for words, parameters in rows)
        + ".",
        pd.DataFrame(rows, columns=["layer", "parameters"]).assign(outputs=saving.outputs),
    )

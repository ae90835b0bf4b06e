"""The number of parameters of a layer over the photo, with shared weights and without."""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dogbreed.architecture.weight_sharing import Saving, weight_sharing
from dogbreed.networks.registry import CNN_STUDY
from dogbreed.ui.colours import INK, NETWORKS, REFERENCE
from dogbreed.ui.formatting import count, dimensions
from dogbreed.ui.widgets.chart import Chart, draw, layout

SIDE, COLOURS, KERNEL, FILTERS = 224, 3, 5, 16
"""The first layer of the 2023 study's network."""


def weight_sharing_figure() -> None:
    """What sharing weights saves: words on the left, the chart on the right."""
    saving = weight_sharing(SIDE, COLOURS, KERNEL, FILTERS)
    words, figure = st.columns([2, 3], gap="medium")
    window, photo = dimensions((KERNEL, KERNEL)), dimensions((SIDE, SIDE))
    words.markdown(
        f"The 2023 study's first layer slides {FILTERS} filters of {window} pixels over a photo of {photo}: "
        f"{count(saving.shared)} parameters for {count(saving.outputs)} values. Even a dense layer of only {FILTERS} "
        f"values would need {count((SIDE * SIDE * COLOURS + 1) * FILTERS)}.\n\n"
        f"Reading small windows saves a factor of {count(round(saving.dense / saving.local))}; sharing the weights, "
        f"a further {count(round(saving.local / saving.shared))}. And a filter that has learned to detect ears in one "
        "corner detects them in every other, so fewer training photos are needed."
    )
    with figure:
        draw(_chart(saving, KERNEL, FILTERS))


def _chart(saving: Saving, kernel: int, filters: int) -> Chart:
    """Three layers with the same number of outputs as bars on a logarithmic scale."""
    window = dimensions((kernel, kernel))
    rows = [
        (f"convolution: {filters} filters of {window}, the same everywhere", saving.shared),
        (f"{window} windows, separate weights at each position", saving.local),
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
    layout(figure, 330, "parameters (logarithmic scale)")
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

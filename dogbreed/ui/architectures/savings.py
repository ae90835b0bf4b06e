"""What convolutions save, as charts: weights shared over the photo, and maps filtered separately."""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dogbreed.architecture.savings import Saving, Separation, weight_sharing
from dogbreed.networks.registry import CNN_STUDY
from dogbreed.ui.architectures.diagram import SMALL, Diagram
from dogbreed.ui.built_once import built_once
from dogbreed.ui.colours import INK, NETWORKS, REFERENCE, rgba
from dogbreed.ui.formatting import count, dimensions, millions
from dogbreed.ui.widgets.chart import Chart, draw, layout

SIDE, COLOURS, KERNEL, FILTERS = 224, 3, 5, 16
"""The first layer of the 2023 study's network."""


_saving = built_once(1)(weight_sharing)


def weight_sharing_figure() -> None:
    """What sharing weights saves: words on the left, the chart on the right."""
    saving = _saving(SIDE, COLOURS, KERNEL, FILTERS)
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


@built_once(1)
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


ROWS = (62, 98, 134)
TAKEN, FILTER, FILTERED, MADE = -142, -62, 18, 142
"""Columns: the input maps, a filter for each, filtered maps, output maps."""
MAP, CELL = 28, 8
BAR_LEFT, BAR_WIDTH = -165, 330


@built_once(8)
def separable_picture(separation: Separation, colour: str) -> Chart:
    """The two steps, three maps standing for all, and bars of the multiplications below."""
    layer, makes = separation.layer, separation.layer.shape[-1]
    assert layer.kernel
    kernel = dimensions(layer.kernel)
    diagram = Diagram()
    diagram.text(((TAKEN + FILTERED) / 2, 14), f"<b>depthwise</b>: {kernel} per map")
    diagram.text(((FILTERED + MADE) / 2 + 8, 14), "<b>pointwise</b>: mixes maps")
    for column, words in ((TAKEN, separation.takes), (FILTERED, separation.takes), (MADE, makes)):
        diagram.text((column, 36), f"{words} maps", size=SMALL)
    for row in ROWS:
        _depthwise(diagram, row, layer.kernel, colour)
        for other in ROWS:
            diagram.line((FILTERED + MAP / 2 + 3, row), (MADE - MAP / 2 - 3, other), width=1)
        diagram.box((MADE, row), (MAP, MAP), colour, rgba(colour, 0.3))
    together = separation.depthwise + separation.pointwise
    _bar(diagram, 182, together / separation.full, f"<b>{millions(together)}</b> multiplications, separable", colour)
    _bar(diagram, 232, 1, f"<b>{millions(separation.full)}</b>, ordinary {kernel} convolution", REFERENCE)
    return Chart(
        "Separable convolution",
        f"Filtering each map, then mixing the maps, takes {separation.saving:.1f} times fewer multiplications",
        diagram.finished(258),
        f"Depthwise: each of {separation.takes} maps has a {kernel} filter of its own. Pointwise: each of the {makes} "
        f"new maps is a mix of all {separation.takes}. {count(together)} multiplications instead of "
        f"{count(separation.full)}.",
        pd.DataFrame(
            [
                ("depthwise", separation.depthwise),
                ("pointwise", separation.pointwise),
                ("ordinary convolution", separation.full),
            ],
            columns=["step", "multiplications"],
        ).assign(layer=layer.name, output=dimensions(layer.shape)),
    )


def _depthwise(diagram: Diagram, row: float, kernel: tuple[int, int], colour: str) -> None:
    diagram.box((TAKEN, row), (MAP, MAP), REFERENCE, rgba(REFERENCE, 0.2))
    diagram.box((FILTERED, row), (MAP, MAP), colour, rgba(colour, 0.12))
    height, width = kernel
    for down in range(height):
        for across in range(width):
            place = FILTER + (across - (width - 1) / 2) * CELL, row + (down - (height - 1) / 2) * CELL
            diagram.box(
                place,
                (CELL, CELL),
                colour,
                rgba(colour, 0.12 + 0.1 * ((down * 5 + across * 3 + row) % 4)),
            )
    diagram.arrow((TAKEN + MAP / 2 + 3, row), (FILTER - width * CELL / 2 - 4, row))
    diagram.arrow((FILTER + width * CELL / 2 + 4, row), (FILTERED - MAP / 2 - 3, row))


def _bar(diagram: Diagram, top: float, share: float, words: str, colour: str) -> None:
    width = max(BAR_WIDTH * share, 3)
    diagram.text((BAR_LEFT, top), words, "left")
    diagram.box((BAR_LEFT + width / 2, top + 18), (width, 10), colour, rgba(colour, 0.8))

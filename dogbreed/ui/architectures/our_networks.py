"""One of our networks from the photo to the answer, as its file has it."""

import pandas as pd
import streamlit as st

from dogbreed.architecture.flow import flow
from dogbreed.architecture.network import Network
from dogbreed.architecture.separable import separation
from dogbreed.networks.registry import REGISTRY
from dogbreed.ui.architectures.block_parameters import block_parameters
from dogbreed.ui.architectures.flow_diagram import flow_diagram, layer_row
from dogbreed.ui.architectures.networks import colour
from dogbreed.ui.architectures.separable_diagram import separable_picture
from dogbreed.ui.formatting import megabytes, millions
from dogbreed.ui.widgets.chart import download, draw

NONE = "There is no network here yet. `python -m dogbreed export NETWORK` puts a trained one into the models folder."
COLUMNS = 3


@st.fragment
def our_networks(networks: dict[str, Network]) -> None:
    """Choose a network; its figures, drawing, parameters and layers. As a fragment, it is drawn again by itself."""
    if not networks:
        st.info(NONE, icon=":material/account_tree:")
        return
    name = st.segmented_control(
        "Network",
        list(networks),
        default=next(iter(networks)),
        required=True,
        format_func=lambda name: networks[name].card.title,
        key="architectures-network",
        label_visibility="collapsed",
    )
    network = networks.get(name) or next(iter(networks.values()))
    if entry := REGISTRY.get(network.card.name):
        st.markdown(entry.description)
    _figures(network)
    _drawing(network)
    _table(network)


def _figures(network: Network) -> None:
    precisions = " and ".join(network.stored)
    cells = st.columns(4)
    cells[0].metric(
        "Parameters",
        millions(network.parameters),
        help="As stored. Batch normalisation that is folded into a convolution is not counted a second time, so "
        "Keras's own count is a little higher.",
    )
    cells[1].metric(
        "Multiply-adds",
        millions(network.multiply_adds),
        help="Multiplications, each with an addition, for one photo.",
    )
    cells[2].metric("File", megabytes(network.file_bytes))
    cells[3].metric(
        "Numbers stored as",
        precisions,
        help="; ".join(f"{kind}: {millions(number)}" for kind, number in network.stored.items()),
    )


def _drawing(network: Network) -> None:
    name, parts = network.card.name, flow(network)
    separated = separation(network)
    columns = st.columns(COLUMNS, gap="medium")
    middle = min(len(parts) - 1, 1)
    for place, part in enumerate(parts):
        with columns[place % COLUMNS]:
            draw(flow_diagram(name, part, colour(name)))
            if separated and place == middle:
                draw(separable_picture(separated, colour(name)))
    with columns[min(len(parts), COLUMNS - 1)]:
        draw(block_parameters(network, colour(name)))


def _table(network: Network) -> None:
    rows = [{"block": block, **layer_row(layer)} for block, layers in network.blocks.items() for layer in layers]
    table = pd.DataFrame(rows)
    st.markdown(f"**All {len(table)} layers of {network.card.title}, as its file has them**")
    number = st.column_config.NumberColumn
    st.dataframe(
        table,
        hide_index=True,
        alt=f"The layers of {network.card.title} with output shapes and parameters",
        column_config={
            "block": "Block",
            "layer": "Layer",
            "kind": "What it does",
            "kernel": "Kernel",
            "stride": "Stride",
            "output": st.column_config.TextColumn("Output", help="Rows, columns, maps."),
            "parameters": number("Parameters", format="localized"),
            "multiply_adds": number("Multiply-adds", format="localized"),
        },
    )
    download(f"Layers of {network.card.name}", table)

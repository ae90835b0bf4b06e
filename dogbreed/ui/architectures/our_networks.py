"""One of our networks layer by layer, from the photo to the answer."""

import pandas as pd
import streamlit as st

from dogbreed.architecture.flow import flow
from dogbreed.architecture.network import Network
from dogbreed.architecture.separable import separation
from dogbreed.networks.registry import REGISTRY
from dogbreed.ui.architectures.block_parameters import block_parameters
from dogbreed.ui.architectures.flow_diagram import flow_diagram, layer_row
from dogbreed.ui.architectures.separable_diagram import separable_picture
from dogbreed.ui.colours import NETWORKS, REFERENCE
from dogbreed.ui.formatting import megabytes, millions
from dogbreed.ui.widgets.chart import download, draw

NONE = "There is no network here yet. `python -m dogbreed export NETWORK` puts a trained one into the models folder."
COLUMNS = 3


@st.fragment
def our_networks(networks: dict[str, Network]) -> None:
    """Let people choose a network; show its figures, drawing, parameters and layers. A fragment: it reruns alone."""
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
    types = " and ".join(network.stored)
    cells = st.columns(4)
    cells[0].metric(
        "Parameters",
        millions(network.parameters),
        help="In the model file. Batch normalisation that is folded into a convolution is not counted separately, so "
        "Keras's own count is slightly higher.",
    )
    cells[1].metric(
        "Multiply-adds",
        millions(network.multiply_adds),
        help="Multiplications, each with an addition, for one photo.",
    )
    cells[2].metric("File", megabytes(network.file_bytes))
    cells[3].metric(
        "Weights stored as",
        types,
        help="; ".join(f"{kind}: {millions(number)}" for kind, number in network.stored.items()),
    )


def _drawing(network: Network) -> None:
    title, parts = network.card.title, flow(network)
    colour = NETWORKS.get(network.card.name, REFERENCE)
    separated = separation(network)
    columns = st.columns(COLUMNS, gap="medium")
    middle = min(len(parts) - 1, 1)
    for place, part in enumerate(parts):
        with columns[place % COLUMNS]:
            draw(flow_diagram(title, part, colour))
            if separated and place == middle:
                draw(separable_picture(separated, colour))
    with columns[min(len(parts), COLUMNS - 1)]:
        draw(block_parameters(network, colour))


def _table(network: Network) -> None:
    rows = [{"block": block, **layer_row(layer)} for block, layers in network.blocks.items() for layer in layers]
    table = pd.DataFrame(rows)
    st.markdown(f"**All {len(table)} layers of {network.card.title}, as exported**")
    number = st.column_config.NumberColumn
    st.dataframe(
        table,
        hide_index=True,
        alt=f"The layers of {network.card.title} with output shapes and parameters",
        column_config={
            "block": "Block",
            "layer": "Layer",
            "kind": "Type",
            "kernel": "Kernel",
            "stride": "Stride",
            "output": st.column_config.TextColumn("Output", help="Rows, columns, maps."),
            "parameters": number("Parameters", format="localized"),
            "multiply_adds": number("Multiply-adds", format="localized"),
        },
    )
    download(f"Layers of {network.card.title}", table)

"""One of our networks layer by layer, from the photo to the answer."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dogbreed.architecture.flow import flow
from dogbreed.architecture.network import HEAD, Network, read_network
from dogbreed.architecture.savings import separation
from dogbreed.errors import DogbreedError
from dogbreed.inference.bundle import CARD_FILE, available, load_bundle
from dogbreed.networks.registry import ENSEMBLE, REGISTRY, XCEPTION, in_order, title
from dogbreed.settings import settings
from dogbreed.ui.architectures.flow_diagram import flow_diagram, layer_row
from dogbreed.ui.architectures.savings import separable_picture
from dogbreed.ui.built_once import built_once
from dogbreed.ui.colours import NETWORKS, REFERENCE
from dogbreed.ui.file_stamp import file_stamp
from dogbreed.ui.formatting import count, megabytes, millions, percent, plain
from dogbreed.ui.widgets.chart import Chart, download, draw, layout
from dogbreed.ui.widgets.stage import on_stage


def networks() -> dict[str, Network]:
    """The bundles that have a network of their own, by name; for one that cannot be shown the page says why."""
    found = {}
    for name in in_order(available()):
        folder = settings().models_dir / name
        try:
            network = _read(name, str(folder), file_stamp(folder / CARD_FILE))
        except DogbreedError as error:
            st.warning(str(error), icon=":material/broken_image:")
            continue
        if network:
            found[name] = network
    return found


@st.cache_resource(show_spinner=False, max_entries=32)
def _read(name: str, folder: str, stamp: tuple[int, ...]) -> Network | None:
    """None if the bundle has no network of its own; `folder` and `stamp`, the card's, are part of the cache's key."""
    bundle = load_bundle(name)
    return read_network(bundle) if bundle.graph.is_file() else None


NONE = (
    "There is no network in the folder {folder}: `python -m dogbreed export NETWORK` puts a trained one into it, and "
    "DOGBREED_MODELS_DIR names another folder."
)
COLUMNS = 3


@st.fragment
def our_networks(networks: dict[str, Network]) -> None:
    """Let people choose a network; show its figures, drawing, parameters and layers. A fragment: it reruns alone."""
    if not networks:
        st.info(NONE.format(folder=plain(str(settings().models_dir))), icon=":material/account_tree:")
        return
    name = st.segmented_control(
        "Network",
        list(networks),
        default=shown_first(networks),
        required=True,
        format_func=lambda name: networks[name].card.title,
        key="architectures-network",
        label_visibility="collapsed",
    )
    network = networks[name or shown_first(networks)]
    if entry := REGISTRY.get(network.card.name):
        st.markdown(entry.description)
    if ENSEMBLE in available():
        st.caption(f"Without layers of its own: **{title(ENSEMBLE)}**. {REGISTRY[ENSEMBLE].description}")
    _figures(network)
    _drawing(network)
    if not on_stage():
        _table(network)


def shown_first(networks: Mapping[str, Network]) -> str:
    """The name of the network that is chosen until a person chooses: Xception, where it is there."""
    return XCEPTION if XCEPTION in networks else next(iter(networks))


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


_flow, _separation = built_once(8)(flow), built_once(8)(separation)


def _drawing(network: Network) -> None:
    name, parts = network.card.title, _flow(network)
    colour = NETWORKS.get(network.card.name, REFERENCE)
    separated = _separation(network)
    columns = st.columns(COLUMNS, gap="medium")
    middle = min(len(parts) - 1, 1)
    for place, part in enumerate(parts):
        with columns[place % COLUMNS]:
            draw(flow_diagram(name, part, colour))
            if separated and place == middle:
                draw(separable_picture(separated, colour))
    with columns[min(len(parts), COLUMNS - 1)]:
        draw(block_parameters(network, colour))


def _table(network: Network) -> None:
    table = _layers(network)
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


@built_once(8)
def _layers(network: Network) -> pd.DataFrame:
    rows = [{"block": block, **layer_row(layer)} for block, layers in network.blocks.items() for layer in layers]
    return pd.DataFrame(rows)


@built_once(8)
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

"""The first convolution of a network: its filters, and where each responds in a photo."""

import base64
import io
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from PIL import Image

from dogbreed.architecture.first_convolution import FirstConvolution, filter_tiles, grid, grid_columns, map_tiles
from dogbreed.architecture.network import Network
from dogbreed.imaging.resize import resize_to_square
from dogbreed.inference.evidence import overlay
from dogbreed.ui.architectures.our_networks import shown_first
from dogbreed.ui.built_once import built_once
from dogbreed.ui.colours import INK
from dogbreed.ui.figures.click_targets import click_points
from dogbreed.ui.formatting import dimensions
from dogbreed.ui.widgets.chart import Chart, draw, layout
from dogbreed.ui.widgets.photo_choice import ChosenPhoto, photo_choice
from dogbreed.ui.widgets.room import FIELD, room, wide_picture
from dogbreed.ui.widgets.small_print import small_print
from dogbreed.ui.widgets.stage import note

GAP = 3
HEIGHT = 340


def grid_picture(tiles: np.ndarray) -> str:
    """All tiles as one picture, a `data:` address.

    Args:
        tiles: uint8 [tiles, side, side, 3] RGB.
    """
    file = io.BytesIO()
    Image.fromarray(grid(tiles, GAP)).save(file, "WEBP", quality=85, method=0)
    return f"data:image/webp;base64,{base64.b64encode(file.getvalue()).decode()}"


def tile_grid(picture: str, tiles: int, chosen: int, kind: str) -> go.Figure:
    """Draw the tiles.

    Args:
        picture: Of `grid_picture`.
        tiles: How many it shows.
        chosen: Which one has a frame, from 0.
        kind: What a tile is, "filter": shown with its number, from 1, on hover.
    """
    columns = grid_columns(tiles)
    rows = -(-tiles // columns)
    figure = go.Figure()
    figure.add_layout_image(source=picture, xref="x", yref="y", x=0, y=0, sizex=columns, sizey=rows, sizing="stretch")
    places = list(range(tiles))
    figure.add_trace(
        click_points(
            [place % columns + 0.5 for place in places],
            [place // columns + 0.5 for place in places],
            [(place, f"{kind} {place + 1}") for place in places],
            "%{customdata[1]}",
            size=30,
        )
    )
    left, top = chosen % columns, chosen // columns
    figure.add_shape(
        type="rect",
        x0=left,
        x1=left + 1,
        y0=top,
        y1=top + 1,
        line={"color": INK, "width": 3},
        fillcolor="rgba(0,0,0,0)",
    )
    layout(figure, HEIGHT)
    figure.update_layout(margin={"l": 2, "r": 2, "t": 2, "b": 2}, hoverdistance=-1)
    figure.update_xaxes(visible=False, range=[0, columns], constrain="domain")
    return figure.update_yaxes(visible=False, range=[rows, 0], scaleanchor="x", constrain="domain")


NOTHING = (
    "No network here begins with a convolution over the photo, so there are no filters to show. "
    "`python -m dogbreed export NETWORK` puts one into the models folder."
)
LONGEST_SIDE = 560
FILTER_SIDE, MAP_SIDE = 60, 72
SEEN = "architectures-seen"


@dataclass(frozen=True)
class Seen:
    """The responses of all filters of a network to a photo.

    Attributes:
        key: Of which network and which photo.
        maps: float32 [rows, columns, filters].
        picture: All maps side by side, see `grid_picture`.
    """

    key: tuple[str, ...]
    maps: np.ndarray
    picture: str


@st.fragment
def first_layer(networks: dict[str, Network]) -> None:
    """Draw the filters, the map of one over the photo, and all maps; a click or the slider chooses the filter.

    A fragment: it reruns alone.
    """
    usable = {name: network for name, network in networks.items() if network.first}
    if not usable:
        st.info(NOTHING, icon=":material/grid_off:")
        return
    left, right = st.columns(2, gap="medium")
    with left, room(FIELD):
        name = st.segmented_control(
            "Network",
            list(usable),
            default=shown_first(usable),
            required=True,
            format_func=lambda name: usable[name].card.title,
            key="architectures-first",
            wrap=True,
        )
    with right, room(FIELD):
        photo = photo_choice("architectures")
    network = usable[name or shown_first(usable)]
    assert network.first
    key = f"architectures-filter-{network.card.name}"
    number = 1
    if network.first.filters > 1:
        with room(FIELD):
            number = st.slider("Filter", 1, network.first.filters, key=key)
    if photo:
        _three_views(network, network.first, photo, number - 1, key)


def _three_views(network: Network, first: FirstConvolution, photo: ChosenPhoto, chosen: int, key: str) -> None:
    card = network.card
    seen = _look(network, first, photo)

    def choose(tile: Sequence[int]) -> None:
        st.session_state[key] = int(tile[0]) + 1

    filters, over, everything = st.columns(3, gap="medium")
    with filters:
        draw(_filters(network, first, chosen), on_point=choose)
    with over:
        st.markdown(f"**Where filter {chosen + 1} responds in the photo**")
        pixels = overlay(_grey(photo.pixels), seen.maps[:, :, chosen], card.fit)
        words = f"{photo.words} in grey, orange where filter {chosen + 1} responds"
        wide_picture(pixels, words, narrowest=340)
        small_print("**Orange**: a strong response." + (f" {photo.credit}" if photo.credit else ""))
    with everything:
        draw((_shared_maps if photo.credit else _maps)(card.title, seen, chosen), on_point=choose)
    rows, columns = first.weights.shape[1:3]
    note(
        f"A filter is {dimensions((rows, columns))} pixels of red, green and blue. Grey: zero weight; colour: it "
        "responds to that colour. It slides over the whole photo; its map is brighter where it responds more strongly, "
        "and black if it responds nowhere. Batch normalisation after the convolution is folded into the weights, as in "
        "the exported network."
    )


def _look(network: Network, first: FirstConvolution, photo: ChosenPhoto) -> Seen:
    """The responses of all filters, computed once per network and photo; those to an upload stay in its session."""
    if photo.credit:
        return _responses(network, first, photo)
    seen = st.session_state.get(SEEN)
    if seen is None or seen.key != _key(network, photo):
        seen = st.session_state[SEEN] = _respond(network, first, photo)
    return seen


def _respond(network: Network, first: FirstConvolution, photo: ChosenPhoto) -> Seen:
    card = network.card
    prepared = resize_to_square(photo.pixels, card.input_size, card.fit)
    maps = first.maps(prepared.astype(np.float32) * card.scale + card.offset)
    return Seen(_key(network, photo), maps, grid_picture(map_tiles(maps, MAP_SIDE)))


_responses = built_once(4)(_respond)


def _key(network: Network, photo: ChosenPhoto) -> tuple[str, ...]:
    return (network.card.name, *network.card.sha256.values(), photo.key)


@st.cache_resource(show_spinner=False, max_entries=32)
def _filter_picture(digests: tuple[str, ...], _first: FirstConvolution) -> str:
    return grid_picture(filter_tiles(_first.weights, FILTER_SIDE))


@built_once(32)
def _filters(network: Network, first: FirstConvolution, chosen: int) -> Chart:
    count, rows, columns, _ = first.weights.shape
    where = np.indices((count, rows, columns)).reshape(3, -1).T + 1
    table = pd.DataFrame(where, columns=["filter", "row", "column"])
    table[["red", "green", "blue"]] = first.weights.reshape(-1, 3)
    return Chart(
        f"Filters of {network.card.title}",
        f"All {count} filters, {dimensions((rows, columns))} pixels each",
        tile_grid(_filter_picture(tuple(network.card.sha256.values()), first), count, chosen, "filter"),
        f"{count} filters as small coloured pictures of their weights; number {chosen + 1} is framed.",
        table,
    )


def _maps(title: str, seen: Seen, chosen: int) -> Chart:
    rows, columns, count = seen.maps.shape
    flat = seen.maps.reshape(-1, count)
    return Chart(
        f"Filter maps of {title}",
        f"The map of each filter, {dimensions((rows, columns))} values",
        tile_grid(seen.picture, count, chosen, "map"),
        f"{count} small pictures of the photo, bright where the filter responds; number {chosen + 1} is framed.",
        pd.DataFrame(
            {
                "filter": range(1, count + 1),
                "mean": flat.mean(axis=0),
                "largest": flat.max(axis=0),
                "share_above_0": (flat > 0).mean(axis=0),
            }
        ),
    )


_shared_maps = built_once(8)(_maps)


def _grey(pixels: np.ndarray) -> np.ndarray:
    """A small grey copy, so that only the responses have a colour."""
    ratio = min(1.0, LONGEST_SIDE / max(pixels.shape[:2]))
    height, width = (max(1, round(length * ratio)) for length in pixels.shape[:2])
    small = cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA)
    grey: np.ndarray = cv2.cvtColor(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    return grey

"""Small pictures in a grid, the chosen one framed; a click chooses another."""

import base64
import io

import numpy as np
import plotly.graph_objects as go
from PIL import Image

from dogbreed.architecture.pictures import grid, grid_columns
from dogbreed.ui.colours import INK
from dogbreed.ui.figures.click_targets import click_points
from dogbreed.ui.widgets.chart import layout

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

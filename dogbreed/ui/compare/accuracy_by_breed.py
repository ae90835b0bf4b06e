"""Accuracy per breed of one network against another."""

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dogbreed.breeds import breed
from dogbreed.ui.built_once import built_once
from dogbreed.ui.colours import INK, REFERENCE
from dogbreed.ui.figures.click_targets import fixed_opacity
from dogbreed.ui.figures.network_predictions import NetworkPredictions
from dogbreed.ui.formatting import percent, points
from dogbreed.ui.widgets.chart import Chart, layout

LETTER, LINE = 8, 18
"""Width of a letter and height of a line, px."""
DISTANCES = (12, 36, 64, 96, 132)
DIRECTIONS = 16
STEPS = 12
REACH = 5
"""Radius of a point, px."""


def label_offsets(
    points: np.ndarray, named: Sequence[int], texts: Sequence[str], size: tuple[float, float]
) -> list[tuple[int, int]]:
    """For each name, the offset from its point that covers the fewest points and no other name.

    Args:
        points: float [points, 2], px from the upper left corner of the figure.
        named: Rows of the points that have a name, in the order in which they are placed.
        texts: The names.
        size: Width and height of the figure, px.

    Returns:
        (x, y) per name, px to the right and down, of the text's anchor, see `anchor`.
    """
    ways = [
        (round(distance * math.cos(angle)), round(distance * math.sin(angle)))
        for distance in DISTANCES
        for angle in np.linspace(0, 2 * math.pi, DIRECTIONS, endpoint=False)
    ]
    # Names placed so far, and points on the lines to them: later names avoid them.
    boxes, lines = [np.empty((0, 4))], [np.empty((0, 2))]
    offsets = []
    for point, text in zip(named, texts, strict=True):
        taken, crowd = np.concatenate(boxes), np.concatenate([points, *lines])
        costs = [_cost(points[point], way, text, crowd, taken, size) for way in ways]
        best = ways[int(np.argmin(costs))]
        boxes.append(_box(points[point], best, text)[np.newaxis])
        lines.append(_line(points[point], best))
        offsets.append(best)
    return offsets


def anchor(offset: tuple[int, int]) -> str:
    """Which part of the text is at the offset: "left", "center" or "right"."""
    across, down = offset
    return "center" if abs(across) < abs(down) / 3 else "left" if across > 0 else "right"


def _box(point: np.ndarray, way: tuple[int, int], text: str) -> np.ndarray:
    """The box of a text: left, top, right, bottom, px."""
    width = LETTER * len(text)
    left = {"left": 0.0, "center": -width / 2, "right": -width}[anchor(way)]
    x, y = point[0] + way[0] + left, point[1] + way[1]
    return np.array([x, y - LINE / 2, x + width, y + LINE / 2])


def _line(point: np.ndarray, way: tuple[int, int]) -> np.ndarray:
    """Points on the way from a point to its name, float [STEPS, 2]."""
    return point + np.linspace(0.1, 1, STEPS)[:, np.newaxis] * way


def _cost(
    point: np.ndarray, way: tuple[int, int], text: str, crowd: np.ndarray, taken: np.ndarray, size: tuple[float, float]
) -> float:
    """Number of covered points; an overlap with a name, a line or the edge counts as ten, 100 px of distance as one."""
    box = _box(point, way, text)
    covered = _inside(crowd, box, REACH).sum()
    met = ((box[:2] < taken[:, 2:]) & (taken[:, :2] < box[2:])).all(axis=1).sum()
    crossed = sum(_inside(_line(point, way), other, 0).any() for other in taken)
    narrow = box[[0, 2]] + point[0] * (min(PHONE, size[0]) / size[0] - 1)
    outside = (box < 0).any() or box[2] > size[0] or box[3] > size[1] or narrow[0] < 0 or narrow[1] > PHONE
    return float(covered + 10 * (met + crossed + outside) + 0.01 * math.hypot(*way))


def _inside(points: np.ndarray, box: np.ndarray, reach: float) -> np.ndarray:
    """Which points lie in a box or within `reach` of it."""
    inside: np.ndarray = np.all((points > box[:2] - reach) & (points < box[2:] + reach), axis=1)
    return inside


NAMED = 5
SIZE = (580, 430)
"""Assumed width and height of the figure when names are placed, px."""
PHONE = 260
"""Width of the figure on a phone, px: there, names have to stay inside too."""


@built_once(16)
def accuracy_by_breed(x: NetworkPredictions, y: NetworkPredictions, selected: str | None = None) -> Chart:
    """One point per breed; above the diagonal `y` is better. A click hands on the breed's WordNet id.

    Args:
        x: The network of the x axis.
        y: The network of the y axis, tested on the same photos.
        selected: WordNet id of a breed to mark.
    """
    table = _table(x, y)
    low = np.floor(10 * min(table["x"].min(), table["y"].min())) / 10
    span = [max(-0.02, low - 0.02), 1.03]
    figure = go.Figure()
    figure.add_scatter(x=span, y=span, mode="lines", line={"color": REFERENCE, "dash": "dash"}, hoverinfo="skip")
    _add_points(figure, table, x, y)
    if selected in set(table["wnid"]):
        _mark(figure, table[table["wnid"] == selected].iloc[0])
    _name_extremes(figure, table, span, selected)
    layout(figure, 520, f"accuracy of {x.name}", f"accuracy of {y.name}").update_layout(clickmode="event+select")
    figure.update_xaxes(range=span, tickformat=".0%").update_yaxes(range=span, tickformat=".0%")
    return Chart("Accuracy by breed", _title(table, x, y), figure, _alt(table, x, y), _csv(table, x, y))


def _add_points(figure: go.Figure, table: pd.DataFrame, x: NetworkPredictions, y: NetworkPredictions) -> None:
    figure.add_scatter(
        x=table["x"],
        y=table["y"],
        mode="markers",
        marker={
            "size": 11,
            "opacity": 0.85,
            "color": np.select([table["y"] > table["x"], table["y"] < table["x"]], [y.colour, x.colour], REFERENCE),
            "symbol": np.select([table["y"] > table["x"], table["y"] < table["x"]], ["diamond", "circle"], "square"),
        },
        customdata=table[["wnid"]],
        text=[
            f"<b>{row['name']}</b>, {row['photos']} photos<br>"
            + "<br>".join(
                f"{network.name} {percent(row[axis])} "
                f"(95 % interval {percent(row[f'{axis}_low'])} to {percent(row[f'{axis}_high'])})"
                for network, axis in ((x, "x"), (y, "y"))
            )
            for _, row in table.iterrows()
        ],
        hovertemplate="%{text}<extra></extra>",
        **fixed_opacity(0.85),
    )


def _mark(figure: go.Figure, row: pd.Series) -> None:
    figure.add_scatter(
        x=[row["x"]],
        y=[row["y"]],
        mode="markers",
        marker={"size": 20, "symbol": "circle-open", "color": INK, "line": {"width": 3, "color": INK}},
        hoverinfo="skip",
    )


def _name_extremes(figure: go.Figure, table: pd.DataFrame, span: list[float], selected: str | None) -> None:
    """Add the names of the selected breed and of those that differ most."""
    named = _named(table, selected)
    texts = table["name"].iloc[named].tolist()
    across, upwards = ((table[axis] - span[0]).to_numpy() / (span[1] - span[0]) for axis in ("x", "y"))
    pixels = np.column_stack([across * SIZE[0], (1 - upwards) * SIZE[1]])
    for row, text, way in zip(named, texts, label_offsets(pixels, named, texts, SIZE), strict=True):
        figure.add_annotation(
            x=table["x"].iloc[row],
            y=table["y"].iloc[row],
            text=text,
            ax=way[0],
            ay=way[1],
            xanchor=anchor(way),
            arrowhead=0,
            arrowcolor=REFERENCE,
            standoff=6,
        )


def _named(table: pd.DataFrame, selected: str | None) -> list[int]:
    """Row numbers of the selected breed and of those that differ most."""
    order = np.argsort(-table["gap"].to_numpy(), kind="stable")
    furthest = [int(row) for row in order[:NAMED] if table["gap"].iloc[row] > 0]
    marked = np.flatnonzero(table["wnid"] == selected).tolist()
    return list(dict.fromkeys(marked + furthest))


def _title(table: pd.DataFrame, x: NetworkPredictions, y: NetworkPredictions) -> str:
    better = {x.name: int((table["x"] > table["y"]).sum()), y.name: int((table["y"] > table["x"]).sum())}
    first, second = (x, y) if better[x.name] >= better[y.name] else (y, x)
    return (
        f"{first.name} is better at {better[first.name]} of {len(table)} breeds, {second.name} at {better[second.name]}"
    )


def _alt(table: pd.DataFrame, x: NetworkPredictions, y: NetworkPredictions) -> str:
    furthest = table.sort_values("gap", ascending=False).head(NAMED)
    rows = [
        f"{row['name']}, {x.name} {percent(row['x'])} and {y.name} {percent(row['y'])}"
        for _, row in furthest.iterrows()
    ]
    return (
        f"{len(table)} points, one per breed: accuracy of {x.name} on the x axis, of {y.name} on the y axis. "
        f"The mean difference is {points(float((table['x'] - table['y']).mean()))}. Furthest apart: {'; '.join(rows)}."
    )


@built_once(16)
def _table(x: NetworkPredictions, y: NetworkPredictions) -> pd.DataFrame:
    """One row per breed: `wnid`, `name`, `photos`, accuracy and interval `x`, `x_low`, `x_high`, `y` ..., `gap`."""
    one, other = (
        network.by_breed[["wnid", "photos", "accuracy", "low", "high"]].rename(
            columns={"accuracy": axis, "low": f"{axis}_low", "high": f"{axis}_high"}
        )
        for network, axis in ((x, "x"), (y, "y"))
    )
    table = one.merge(other.drop(columns="photos"), on="wnid")
    names = [breed(wnid).name for wnid in table["wnid"]]
    return table.assign(name=names, gap=(table["x"] - table["y"]).abs())


def _csv(table: pd.DataFrame, x: NetworkPredictions, y: NetworkPredictions) -> pd.DataFrame:
    figures = {
        f"{network.name} {words}": table[f"{axis}{end}"]
        for network, axis in ((x, "x"), (y, "y"))
        for words, end in (("accuracy", ""), ("low", "_low"), ("high", "_high"))
    }
    return pd.DataFrame({"wnid": table["wnid"], "breed": table["name"], "photos": table["photos"]} | figures)

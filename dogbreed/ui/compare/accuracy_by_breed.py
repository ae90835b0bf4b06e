"""Accuracy per breed of one network against another."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dogbreed.breeds import breed
from dogbreed.evaluation.top1 import by_breed
from dogbreed.ui.colours import INK, REFERENCE
from dogbreed.ui.compare.point_labels import anchor, label_offsets
from dogbreed.ui.figures.click_targets import fixed_opacity
from dogbreed.ui.figures.network_predictions import NetworkPredictions
from dogbreed.ui.formatting import percent, points
from dogbreed.ui.widgets.chart import Chart, layout

NAMED = 5
SIZE = (580, 430)
"""Assumed width and height of the figure when names are placed, px."""


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
        customdata=table[["wnid", "name", "photos", "x_low", "x_high", "y_low", "y_high"]],
        hovertemplate=(
            "<b>%{customdata[1]}</b>, %{customdata[2]} photos<br>"
            f"{x.name} %{{x:.1%}} (95 % interval %{{customdata[3]:.1%}} to %{{customdata[4]:.1%}})<br>"
            f"{y.name} %{{y:.1%}} (95 % interval %{{customdata[5]:.1%}} to %{{customdata[6]:.1%}})<extra></extra>"
        ),
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


def _table(x: NetworkPredictions, y: NetworkPredictions) -> pd.DataFrame:
    """One row per breed: `wnid`, `name`, `photos`, accuracy and interval `x`, `x_low`, `x_high`, `y` ..., `gap`."""
    one, other = (
        by_breed(network.predictions)[["wnid", "photos", "accuracy", "low", "high"]].rename(
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

"""Confusion matrices of kennel groups and of breeds; a click on a cell hands on its true and predicted class."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dogbreed.breeds import GROUPS, breed
from dogbreed.ui.built_once import built_once
from dogbreed.ui.colours import INK, rgba
from dogbreed.ui.figures.click_targets import click_points
from dogbreed.ui.formatting import count, percent
from dogbreed.ui.widgets.chart import Chart, layout

SHORT = {group.name: group.short for group in GROUPS}
LONGEST_NAME = 22
NUMBERS_FIT = 14
"""Largest number of rows with numbers in the cells."""
RIGHT = "rgba(138, 138, 138, 0.25)"
FAINTEST, STRONGEST = 0.15, 0.75
"""Opacity of the cells: numbers on them are legible in both themes."""
NAMED = 5

Cell = tuple[str, str]


@built_once(8)
def group_confusions(cells: pd.DataFrame, colour: str, selected: Sequence[Cell] = ()) -> Chart:
    """The mistakes among kennel groups; a click hands on the names of both.

    Args:
        cells: See `dogbreed.evaluation.confusions.group_matrix`.
        colour: Of the cells with mistakes, "#0072b2".
        selected: Cells to mark.
    """
    inside = cells["truth"] == cells["answer"]
    cells = cells.assign(right=False)
    mistakes = int(cells["times"].sum())
    kept = cells.loc[inside, "times"].sum() / max(mistakes, 1)
    labels = {name: SHORT[name] for name in cells["truth"].unique()}
    title = f"{percent(kept)} of the mistakes stay within the kennel group: the diagonal"
    return _chart("Confused kennel groups", title, cells, labels, colour, selected)


@built_once(8)
def breed_confusions(cells: pd.DataFrame, what: str, colour: str, selected: Sequence[Cell] = ()) -> Chart:
    """The confusion matrix of some breeds, correct predictions in grey; a click hands on both WordNet ids.

    Args:
        cells: See `dogbreed.evaluation.confusions.breed_matrix`; of two breeds or more.
        what: The breeds in words, "Sighthounds".
        colour: See `group_confusions`.
        selected: Cells to mark.
    """
    cells = cells.assign(right=cells["truth"] == cells["answer"])
    wrong = cells[~cells["right"]]
    most = wrong.iloc[int(wrong["times"].argmax())]
    title = f"{what}: no mistake between any two of them"
    if most["times"]:
        title = (
            f"{what}: most often, {breed(most['truth']).with_article} is mistaken for "
            f"{breed(most['answer']).with_article}, {most['times']} of {most['photos']} photos"
        )
    labels = {wnid: _shortened(breed(wnid).name) for wnid in cells["truth"].unique()}
    return _chart(f"Confused {what.lower()}", title, cells, labels, colour, selected)


def _chart(
    name: str, title: str, cells: pd.DataFrame, labels: dict[str, str], colour: str, selected: Sequence[Cell]
) -> Chart:
    names = list(labels)
    figure = go.Figure()
    _fill(figure, cells, len(names), colour)
    _add_squares(figure, cells, names)
    for truth, answer in selected:
        if truth in labels and answer in labels:
            _mark(figure, names.index(answer), names.index(truth))
    _label_axes(figure, list(labels.values()))
    table = cells.drop(columns="right").assign(
        truth_name=[_name(truth) for truth in cells["truth"]], answer_name=[_name(answer) for answer in cells["answer"]]
    )
    return Chart(name, title, figure, _alt(cells, len(names)), table)


def _fill(figure: go.Figure, cells: pd.DataFrame, size: int, colour: str) -> None:
    """Colour cells by the square root of the share, so that rare mistakes show; correct predictions are grey."""
    seen = cells["times"] > 0
    mistakes = np.sqrt(cells["share"]).where(seen & ~cells["right"])
    right = pd.Series(1.0, cells.index).where(cells["right"])
    text = cells["times"].astype(str).where(seen, "")
    scale = [[0, rgba(colour, FAINTEST)], [1, rgba(colour, STRONGEST)]]
    for values, colours in ((mistakes, scale), (right, [[0, RIGHT], [1, RIGHT]])):
        figure.add_heatmap(
            z=values.to_numpy().reshape(size, size),
            text=text.to_numpy().reshape(size, size),
            texttemplate="%{text}" if size <= NUMBERS_FIT else None,
            textfont={"color": INK, "size": 13},
            colorscale=colours,
            zmin=0,
            zmax=max(float(values.max()), 1e-6) if values.notna().any() else 1,
            showscale=False,
            hoverinfo="skip",
            xgap=1,
            ygap=1,
        )


def _add_squares(figure: go.Figure, cells: pd.DataFrame, names: list[str]) -> None:
    """Let hover and clicks find every cell, those without photos too."""
    places = {name: place for place, name in enumerate(names)}
    rows = [
        (
            truth,
            answer,
            f"<b>{_name(truth)}</b><br>{'right' if right else f'mistaken for {_name(answer)}'}<br>"
            f"{count(times)} of {count(photos)} photos, {percent(share)}",
        )
        for truth, answer, times, photos, share, right in cells.itertuples(index=False)
    ]
    figure.add_trace(click_points(cells["answer"].map(places), cells["truth"].map(places), rows, "%{customdata[2]}"))


def _mark(figure: go.Figure, x: int, y: int) -> None:
    figure.add_shape(
        type="rect", x0=x - 0.5, x1=x + 0.5, y0=y - 0.5, y1=y + 0.5, line={"color": INK, "width": 3}, fillcolor=None
    )


def _label_axes(figure: go.Figure, labels: list[str]) -> None:
    size = len(labels)
    layout(figure, (40 if size <= NUMBERS_FIT else 26) * size + 190, "predicted", "true")
    figure.update_layout(clickmode="event+select", hovermode="closest", hoverdistance=-1)
    font = {"size": 13 if size <= NUMBERS_FIT else 11, "color": INK}
    plain = {"showgrid": False, "zeroline": False, "ticks": "", "tickfont": font}
    # An axis of categories leaves out names where columns are too narrow for all of them.
    places = [str(place) for place in range(size)]
    names = {"type": "category", "categoryarray": places, "labelalias": dict(zip(places, labels, strict=True))}
    figure.update_xaxes(side="top", tickangle=-90, range=[-0.5, size - 0.5], **names, **plain)
    figure.update_yaxes(range=[size - 0.5, -0.5], tickvals=list(range(size)), ticktext=labels, **plain)


def _alt(cells: pd.DataFrame, size: int) -> str:
    wrong = cells[~cells["right"] & (cells["times"] > 0)].sort_values("times", ascending=False, kind="stable")
    listed = "; ".join(
        f"{_name(row['truth'])} mistaken for {_name(row['answer'])}, {row['times']} of {row['photos']} photos"
        for _, row in wrong.head(NAMED).iterrows()
    )
    return f"A confusion matrix of {size} by {size}. The most frequent mistakes: {listed or 'none'}."


def _name(of: str) -> str:
    return of if of in SHORT else breed(of).name


def _shortened(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}\N{HORIZONTAL ELLIPSIS}"

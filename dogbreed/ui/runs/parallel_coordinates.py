"""Parallel coordinates of a search: one line per run, one axis per setting, the validation accuracy as colour.

The axes are horizontal, one below the other, so that ten of them fit a phone. Runs with the same value are drawn side
by side, the better ones on the right.
"""

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dogbreed.experiments import Run
from dogbreed.experiments.parameter_importance import is_continuous, is_logarithmic, ordered, parameter_importances
from dogbreed.experiments.searches import Value, result, varying
from dogbreed.ui.built_once import built_once
from dogbreed.ui.colours import BACKGROUND, INK, REFERENCE, accuracy_colours
from dogbreed.ui.figures.click_targets import fixed_opacity
from dogbreed.ui.formatting import percent
from dogbreed.ui.runs.setting_names import setting_name, setting_value
from dogbreed.ui.widgets.chart import Chart, layout
from dogbreed.ui.widgets.run_labels import run_labels

ROW = 66
"""Distance of two axes, px."""
SPREAD = 0.62
"""Share of the width of a value that its runs take."""
BEST = 5
"""Number of runs whose common settings make the title."""


@built_once(8)
def parallel_coordinates(runs: Sequence[Run], marked: Collection[str] = ()) -> Chart:
    """One line per run with a result; a click on it hands on the run's id.

    Args:
        runs: In any order.
        marked: Ids of runs to highlight.
    """
    drawn = sorted((run for run in runs if result(run) is not None), key=lambda run: result(run) or 0)
    settings = [effect.setting for effect in parameter_importances(drawn)]
    figure = go.Figure()
    if drawn:
        _add_lines(figure, drawn, settings, marked)
        _add_axes(figure, drawn, settings)
    layout(figure, ROW * (1 + len(settings)) + 30).update_layout(clickmode="event+select", hovermode="closest")
    figure.update_xaxes(visible=False, range=[-0.02, 1.02])
    figure.update_yaxes(visible=False, range=[-len(settings) - 0.45, 0.5])
    shared = _shared(drawn[-BEST:], settings)
    return Chart("Parallel coordinates", _title(drawn, shared), figure, _alt(drawn, settings, shared), _table(drawn))


def _add_lines(figure: go.Figure, runs: Sequence[Run], settings: Sequence[str], marked: Collection[str]) -> None:
    """Add the lines, the best last, on top of the others."""
    results = [result(run) or 0.0 for run in runs]
    across = [_by_size(results), *(_places([run.params.get(setting) for run in runs]) for setting in settings)]
    rows = [-row for row in range(len(across))]
    colours, labels = accuracy_colours(results), run_labels(runs)
    for place, (run, colour, label) in enumerate(zip(runs, colours, labels, strict=True)):
        stands_out = run.id in marked
        values = [setting_value(run.params.get(setting)) for setting in settings]
        said = [f"{setting_name(setting)} {value}" for setting, value in zip(settings, values, strict=True)]
        figure.add_scatter(
            x=[axis[place] for axis in across],
            y=rows,
            mode="lines+markers",
            line={"color": colour, "width": 4 if stands_out else 1.5},
            marker={"color": colour, "size": 11 if stands_out else 7, "opacity": 1},
            opacity=1 if stands_out or not marked else 0.7,
            **fixed_opacity(1),
            customdata=[[run.id, words] for words in ("", *said)],
            hovertemplate=f"<b>{label}</b>: {percent(results[place])}<br>%{{customdata[1]}}<extra></extra>",
        )


def _add_axes(figure: go.Figure, runs: Sequence[Run], settings: Sequence[str]) -> None:
    """Add axes, ticks and names in one update: adding one at a time, Plotly copies all that are there each time."""
    results = [result(run) or 0.0 for run in runs]
    names = ["validation accuracy", *map(setting_name, settings)]
    ticks = [
        [(0.0, percent(min(results))), (1.0, percent(max(results)))],
        *(_ticks([run.params.get(setting) for run in runs]) for setting in settings),
    ]
    line: dict[str, Any] = {
        "type": "line",
        "x0": 0,
        "x1": 1,
        "line": {"color": REFERENCE, "width": 1},
        "layer": "below",
    }
    figure.update_layout(
        shapes=[line | {"y0": -row, "y1": -row} for row in range(len(names))],
        annotations=[text for row, name in enumerate(names) for text in _texts(-row, name, ticks[row])],
    )


def _texts(y: int, name: str, ticks: Sequence[tuple[float, str]]) -> list[dict[str, Any]]:
    """Annotations: the axis's name above it and its values below it."""
    text: dict[str, Any] = {"y": y, "showarrow": False, "bgcolor": BACKGROUND, "borderpad": 1, "opacity": 0.9}
    above: dict[str, Any] = {
        "x": 0,
        "text": f"<b>{name}</b>",
        "xanchor": "left",
        "yshift": 19,
        "font": {"size": 14, "color": INK},
    }
    below: list[dict[str, Any]] = [
        {
            "x": x,
            "text": value,
            "xanchor": "left" if x < 0.05 else "right" if x > 0.95 else "center",
            "yshift": -17,
            "font": {"size": 13, "color": INK},
        }
        for x, value in ticks
    ]
    return [text | words for words in (above, *below)]


def _places(values: Sequence[Value]) -> list[float]:
    """Position of each run on an axis, 0 to 1; runs with the same value side by side in their order."""
    if is_continuous(values):
        return _by_size([float(value) for value in values])  # type: ignore[arg-type]
    distinct = ordered(values)
    places = [0.0] * len(values)
    for number, value in enumerate(distinct):
        same = [place for place, other in enumerate(values) if other == value]
        for rank, place in enumerate(same):
            aside = (rank + 0.5) / len(same) - 0.5
            places[place] = (number + 0.5 + SPREAD * aside) / len(distinct)
    return places


def _ticks(values: Sequence[Value]) -> list[tuple[float, str]]:
    if is_continuous(values):
        numbers = sorted(float(value) for value in values)  # type: ignore[arg-type]
        ends = [numbers[0], numbers[len(numbers) // 2], numbers[-1]]
        return [(place, setting_value(value)) for place, value in zip(_by_size(ends), ends, strict=True)]
    distinct = ordered(values)
    return [((number + 0.5) / len(distinct), setting_value(value)) for number, value in enumerate(distinct)]


def _by_size(numbers: Sequence[float]) -> list[float]:
    """Numbers scaled to 0 to 1, by their logarithm if they span a factor of ten."""
    scaled = np.log(numbers) if is_logarithmic(numbers) else np.asarray(numbers, float)
    span = scaled.max() - scaled.min()
    return ((scaled - scaled.min()) / span if span else np.full(len(scaled), 1.0)).tolist()


def _shared(best: Sequence[Run], settings: Sequence[str]) -> list[str]:
    """The settings whose values all of these runs share, as text."""
    common = [(setting, {run.params.get(setting) for run in best}) for setting in settings]
    return [
        f"{setting_name(setting)} {setting_value(next(iter(values)))}" for setting, values in common if len(values) == 1
    ]


def _title(runs: Sequence[Run], shared: Sequence[str]) -> str:
    if not runs:
        return "There is no finished run yet"
    if len(runs) <= BEST:
        return f"{len(runs)} runs: higher accuracy is further right" if len(runs) > 1 else "There is one finished run"
    return f"The best {BEST} share {', '.join(shared)}" if shared else f"The best {BEST} have no setting in common"


def _alt(runs: Sequence[Run], settings: Sequence[str], shared: Sequence[str]) -> str:
    if not runs:
        return "An empty figure: no run has finished."
    results = [result(run) or 0.0 for run in runs]
    best = runs[-1]
    values = ", ".join(f"{setting_name(name)} {setting_value(best.params.get(name))}" for name in settings)
    return (
        f"Parallel coordinates of {len(runs)} runs over {len(settings)} settings, coloured by validation accuracy from "
        f"{percent(min(results))} to {percent(max(results))}. The best is {run_labels(runs)[-1]}: {values}."
    )


def _table(runs: Sequence[Run]) -> pd.DataFrame:
    """One row per run, the best first: its id, its validation accuracy and every setting that varies."""
    settings = varying(runs)
    return pd.DataFrame(
        [
            {"run": run.id, "validation_top1": result(run)} | {name: run.params.get(name) for name in settings}
            for run in reversed(runs)
        ]
    )

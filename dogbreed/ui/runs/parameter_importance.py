"""Parameter importance: how much each setting explains, and the runs by the values of the selected one."""

import math
from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dogbreed.evaluation.metrics import proportion
from dogbreed.experiments import Run
from dogbreed.experiments.parameter_importance import (
    ParameterImportance,
    ValueGroup,
    is_logarithmic,
    parameter_importances,
)
from dogbreed.experiments.searches import Search, result, validation_photos
from dogbreed.ui.built_once import built_once
from dogbreed.ui.colours import ACCENT, INK, REFERENCE, accuracy_colours
from dogbreed.ui.figures.click_targets import fixed_opacity
from dogbreed.ui.formatting import count, percent, points, quantity
from dogbreed.ui.runs.setting_names import setting_name, setting_value
from dogbreed.ui.widgets.chart import Chart, layout
from dogbreed.ui.widgets.run_labels import run_labels

ROW = 34
"""Height of a bar, px."""
SELECTED = "looked-at-setting"
UNKNOWN = "too few runs to tell"


@built_once(4)
def importances(search: Search) -> list[ParameterImportance]:
    """The importance of each setting that varies in a search, the most important first; shared by all visitors."""
    return parameter_importances(search.first)


@built_once(16)
def importance_bars(effects: Sequence[ParameterImportance], selected: str | None = None) -> Chart:
    """One bar per setting: the share of the variance of the accuracies that its values explain.

    A click on a bar hands on the setting's name.

    Args:
        effects: The greatest first.
        selected: Name of the setting to mark.
    """
    figure = go.Figure()
    names = [setting_name(effect.setting) for effect in effects]
    shares = [effect.explained or 0.0 for effect in effects]
    words = [UNKNOWN if effect.explained is None else percent(effect.explained) for effect in effects]
    figure.add_bar(
        x=shares,
        y=names,
        orientation="h",
        text=words,
        textposition="outside",
        cliponaxis=False,
        marker={"color": [ACCENT if effect.setting == selected else REFERENCE for effect in effects]},
        **fixed_opacity(1),
        textfont={"color": INK},
        customdata=[[effect.setting] for effect in effects],
        hovertemplate="%{y}: %{text}<extra></extra>",
    )
    layout(figure, ROW * len(effects) + 60).update_layout(clickmode="event+select", bargap=0.3)
    figure.update_xaxes(visible=False, range=[0, max(0.1, 1.35 * max(shares, default=0))])
    figure.update_yaxes(autorange="reversed", automargin=True, tickfont_size=14)
    said = "; ".join(f"{name} {share}" for name, share in zip(names, words, strict=True))
    return Chart(
        "Parameter importance",
        _importance_title(effects),
        figure,
        f"How much of the variance of the validation accuracy the values of each setting explain: {said}.",
        pd.DataFrame({"setting": effect.setting, "explained": effect.explained} for effect in effects),
    )


def setting_choice(effects: Sequence[ParameterImportance]) -> ParameterImportance:
    """A menu of the settings, for touch and keyboard too; at first the one that explains most is selected.

    Args:
        effects: One at least, the greatest first.
    """
    by_name = {effect.setting: effect for effect in effects}
    st.session_state[SELECTED] = selected_setting(effects)
    name = st.selectbox("Setting", list(by_name), format_func=setting_name, key=SELECTED, persist_state="session")
    return by_name[name]


def selected_setting(effects: Sequence[ParameterImportance]) -> str:
    """The name of the selected setting."""
    known = [effect.setting for effect in effects]
    before = st.session_state.get(SELECTED)
    return before if before in known else known[0]


def select_setting(bar: Sequence[str]) -> None:
    """Select the setting of a clicked bar."""
    st.session_state[SELECTED] = bar[0]


def _importance_title(effects: Sequence[ParameterImportance]) -> str:
    if not effects or effects[0].explained is None:
        return "There are too few runs to tell which setting matters"
    if not effects[0].explained:
        return "No setting explains more than chance would"
    return f"The {setting_name(effects[0].setting)} explains most: {percent(effects[0].explained)} of the variance"


SPREAD = 0.5
"""Share of the width of a value that its points take."""


@built_once(16)
def runs_by_setting(effect: ParameterImportance, marked: Collection[str] = ()) -> Chart:
    """One point per run over its value of the setting, and a line at the mean of each value or range of values.

    A click on a point hands on the run's id.

    Args:
        effect: The setting and its groups of runs, one at least.
        marked: Ids of runs to highlight.
    """
    figure = go.Figure()
    ranges = any(group.low != group.high for group in effect.groups)
    runs = [run for group in effect.groups for run in group.runs]
    across = [float(run.params[effect.setting]) for run in runs] if ranges else _beside(effect.groups)
    _add_points(figure, runs, across, effect.setting, marked)
    for number, group in enumerate(effect.groups):
        ends = [float(group.low or 0), float(group.high or 0)] if ranges else [number - 0.36, number + 0.36]
        _add_mean(figure, group, ends)
    layout(figure, 420, setting_name(effect.setting), "validation accuracy").update_layout(clickmode="event+select")
    figure.update_yaxes(tickformat=".1~%")
    if ranges:
        _scale(figure, across)
    else:
        texts = [f"{setting_value(group.low)}<br>{quantity(len(group.runs), 'run')}" for group in effect.groups]
        figure.update_xaxes(tickvals=list(range(len(texts))), ticktext=texts, range=[-0.6, len(texts) - 0.4])
    return Chart("Runs by setting", _setting_title(effect), figure, _setting_alt(effect), _setting_table(effect))


def _scale(figure: go.Figure, numbers: Sequence[float]) -> None:
    """Set the x axis of numbers: logarithmic with ticks at 1, 2, 5, 10 ... where they span a factor of ten."""
    if not is_logarithmic(numbers):
        figure.update_xaxes(nticks=6)
        return
    low, high = (math.floor(math.log10(end)) for end in (min(numbers), max(numbers)))
    round_numbers = [digit * 10.0**power for power in range(low, high + 1) for digit in (1, 2, 5)]
    ticks = [number for number in round_numbers if min(numbers) <= number <= max(numbers)]
    figure.update_xaxes(type="log", tickvals=ticks, ticktext=[setting_value(tick) for tick in ticks])


def value_of(group: ValueGroup) -> str:
    """`16`, or for a range `0.0002 to 0.0004`."""
    if group.low == group.high:
        return setting_value(group.low)
    return f"{setting_value(group.low)} to {setting_value(group.high)}"


def _beside(groups: Sequence[ValueGroup]) -> list[float]:
    """X positions of the points: groups at 0, 1, 2 ..., the runs of a group side by side in their order."""
    return [
        number + SPREAD * ((rank + 0.5) / len(group.runs) - 0.5)
        for number, group in enumerate(groups)
        for rank in range(len(group.runs))
    ]


def _add_points(
    figure: go.Figure, runs: Sequence[Run], across: Sequence[float], setting: str, marked: Collection[str]
) -> None:
    results = [result(run) or 0.0 for run in runs]
    stands_out = np.array([run.id in marked for run in runs])
    figure.add_scatter(
        x=across,
        y=results,
        mode="markers",
        marker={
            "color": accuracy_colours(results),
            "size": np.where(stands_out, 15, 10),
            "line": {"width": np.where(stands_out, 3, 0), "color": INK},
            "opacity": 0.9,
        },
        **fixed_opacity(0.9),
        customdata=[
            [run.id, label, setting_value(run.params.get(setting)), percent(value) + _interval(run)]
            for run, label, value in zip(runs, run_labels(runs), results, strict=True)
        ],
        hovertemplate=(
            f"<b>%{{customdata[1]}}</b>, {setting_name(setting)} %{{customdata[2]}}<br>"
            "%{customdata[3]}<extra></extra>"
        ),
    )


def _interval(run: Run) -> str:
    accuracy, photos = result(run), validation_photos(run)
    if accuracy is None or not photos:
        return ""
    estimate = proportion(round(accuracy * photos), photos)
    return f" of {count(photos)} photos, 95 % interval {percent(estimate.low)} to {percent(estimate.high)}"


def _add_mean(figure: go.Figure, group: ValueGroup, ends: Sequence[float]) -> None:
    runs = quantity(len(group.runs), "run")
    figure.add_scatter(
        x=ends,
        y=[group.mean, group.mean],
        mode="lines",
        line={"color": INK, "width": 3},
        hovertemplate=f"{value_of(group)}: mean {percent(group.mean)} of {runs}<extra></extra>",
    )


def _setting_title(effect: ParameterImportance) -> str:
    best, worst = (pick(effect.groups, key=lambda group: group.mean) for pick in (max, min))
    name = setting_name(effect.setting)
    if best is worst:
        return f"All runs have {name} {value_of(best)}"
    return f"On average {name} {value_of(best)} is best: {points(best.mean - worst.mean)} over {value_of(worst)}"


def _setting_alt(effect: ParameterImportance) -> str:
    means = "; ".join(
        f"{value_of(group)}, mean {percent(group.mean)} of {quantity(len(group.runs), 'run')}"
        for group in effect.groups
    )
    return f"The validation accuracy of each run over its {setting_name(effect.setting)}: {means}."


def _setting_table(effect: ParameterImportance) -> pd.DataFrame:
    """One row per run; `group_mean` is the mean over the runs with the same value or in the same quarter."""
    return pd.DataFrame(
        {
            "run": run.id,
            effect.setting: run.params.get(effect.setting),
            "validation_top1": result(run),
            "group": value_of(group),
            "group_mean": group.mean,
        }
        for group in effect.groups
        for run in group.runs
    )

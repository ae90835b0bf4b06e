"""Seed variance: the best configurations of a search, trained again with other random seeds."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dogbreed.experiments.searches import Search, result
from dogbreed.experiments.seed_variance import RepeatedConfiguration, repeated, selection_optimism
from dogbreed.ui.built_once import built_once
from dogbreed.ui.colours import ACCENT, INK, REFERENCE
from dogbreed.ui.figures.click_targets import fixed_opacity
from dogbreed.ui.formatting import count, percent, points
from dogbreed.ui.widgets.chart import Chart, layout

ROW = 70
"""Height of a row, px."""


@built_once(4)
def repeated_configurations(search: Search) -> list[RepeatedConfiguration]:
    """The configurations of a search that were repeated, the best mean first; shared by all visitors."""
    return repeated(search)


@built_once(4)
def seed_variance_chart(configurations: Sequence[RepeatedConfiguration]) -> Chart:
    """One row per configuration: a dot per seed, their range and mean, and a diamond for the search's own run.

    A click on a dot or diamond hands on the run's id.

    Args:
        configurations: One at least, the best mean first.
    """
    figure = go.Figure()
    for row, configuration in enumerate(configurations):
        _add_row(figure, row, configuration)
    layout(figure, ROW * len(configurations) + 80, "validation accuracy")
    figure.update_layout(clickmode="event+select").update_xaxes(tickformat=".1~%")
    figure.update_yaxes(visible=False, range=[len(configurations) - 0.5, -0.75])
    return Chart("Seed variance", _title(configurations), figure, _alt(configurations), _table(configurations))


def seed_variance_in_words(configurations: Sequence[RepeatedConfiguration]) -> None:
    """What was run again, what the marks of the figure mean, and how the means differ from the search's own runs.

    Args:
        configurations: See `seed_variance_chart`.
    """
    runs = sum(len(configuration.repeats) for configuration in configurations)
    st.markdown(
        f"The best {count(len(configurations))} configurations were trained again with other random seeds, which set "
        f"the initial weights and the order of the photos: {count(runs)} runs. A dot is one of these runs, the "
        "vertical bar is their mean, and the diamond is the run in the search itself."
    )
    gain = selection_optimism(configurations)
    if gain is not None:
        st.markdown(
            f"The means differ from the search's own runs by **{points(-gain)}** on average. "
            + (
                "The best of many single runs tends to be a lucky one, so compare the means."
                if gain > 0
                else "The re-runs confirm the search's best results."
            )
        )


def _add_row(figure: go.Figure, row: int, configuration: RepeatedConfiguration) -> None:
    results, name = configuration.results, _name(configuration)
    figure.add_scatter(
        x=[min(results), max(results)], y=[row, row], mode="lines", line={"color": ACCENT, "width": 3}, hoverinfo="skip"
    )
    figure.add_scatter(
        x=results,
        y=[row] * len(results),
        mode="markers",
        marker={"color": ACCENT, "size": 10, "opacity": 1},
        **fixed_opacity(1),
        customdata=[[run.id] for run in configuration.repeats],
        text=[
            f"{name}, seed {run.params.get('seed')}: {percent(value)}"
            for run, value in zip(configuration.repeats, results, strict=True)
        ],
        hovertemplate="%{text}<extra></extra>",
    )
    figure.add_scatter(
        x=[configuration.mean],
        y=[row],
        mode="markers",
        marker={"color": INK, "size": 24, "symbol": "line-ns", "line": {"width": 4, "color": INK}},
        hovertemplate=f"{name}: mean {percent(configuration.mean)} over {len(results)} seeds<extra></extra>",
    )
    if configuration.single and configuration.single_result is not None:
        figure.add_scatter(
            x=[configuration.single_result],
            y=[row],
            mode="markers",
            marker={"color": REFERENCE, "size": 13, "symbol": "diamond-open", "line": {"width": 2.5}},
            **fixed_opacity(1),
            customdata=[[configuration.single.id]],
            hovertemplate=f"{name} in the search itself: {percent(configuration.single_result)}<extra></extra>",
        )
    figure.add_annotation(
        x=0,
        xref="paper",
        y=row,
        text=f"<b>{name}</b>: {_in_words(configuration)}",
        xanchor="left",
        yshift=27,
        showarrow=False,
        font={"color": INK},
    )


def _name(configuration: RepeatedConfiguration) -> str:
    return f"no. {configuration.trial}"


def _in_words(configuration: RepeatedConfiguration) -> str:
    results = configuration.results
    if len(results) == 1:
        return f"{percent(results[0])} with one seed"
    return f"mean {percent(configuration.mean)}, {percent(min(results))} to {percent(max(results))}"


def _title(configurations: Sequence[RepeatedConfiguration]) -> str:
    best = configurations[0]
    widest = max(configuration.spread for configuration in configurations)
    if len(configurations) == 1:
        return f"The configuration {_name(best)} has a mean of {percent(best.mean)}"
    lead = best.mean - configurations[1].mean
    by_seed = "less" if lead < widest else "more"
    return f"The lead of {_name(best)} is {points(lead).removeprefix('+')}, {by_seed} than the range between seeds"


def _alt(configurations: Sequence[RepeatedConfiguration]) -> str:
    rows = []
    for configuration in configurations:
        single = configuration.single_result
        own = f", in the search itself {percent(single)}" if single is not None else ""
        rows.append(f"{_name(configuration)}, {_in_words(configuration)}{own}")
    return f"Validation accuracies of the best configurations, trained again with other seeds: {'; '.join(rows)}."


def _table(configurations: Sequence[RepeatedConfiguration]) -> pd.DataFrame:
    """One row per run, including those of the search itself."""
    rows = [
        (configuration, run)
        for configuration in configurations
        for run in ([configuration.single] if configuration.single else []) + list(configuration.repeats)
    ]
    return pd.DataFrame(
        {
            "trial": configuration.trial,
            "run": run.id,
            "round": run.params.get("round"),
            "seed": run.params.get("seed"),
            "validation_top1": result(run),
        }
        for configuration, run in rows
    )

"""The table of all runs of a search, without columns whose value is the same in all rows."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.column_config import NumberColumn, TextColumn

from dogbreed.experiments import Run
from dogbreed.experiments.searches import Search, constants, result, varying
from dogbreed.ui.built_once import built_once
from dogbreed.ui.formatting import percent_cells, plain
from dogbreed.ui.runs.chosen_runs import choose, chosen_ids
from dogbreed.ui.runs.search import outcome
from dogbreed.ui.runs.setting_names import setting_name, setting_value
from dogbreed.ui.widgets.chart import download
from dogbreed.ui.widgets.room import room
from dogbreed.ui.widgets.run_labels import run_names
from dogbreed.ui.widgets.stage import on_stage

ROW, SHOWN = 37, 10
"""Height of a row, px, and rows that are shown at once, at least."""

COLUMNS: dict[str, Any] = {
    "run": TextColumn(pinned=True),
    "accuracy": NumberColumn(help="Top-1 accuracy on the validation photos."),
    "cross-entropy": NumberColumn(
        format="%.2f", help="Mean of -ln(probability of the right breed) over the validation photos, in nats."
    ),
    "outcome": TextColumn(width=110),
    "parameters": NumberColumn(format="localized", help="Trainable weights."),
    "minutes": NumberColumn(format="%.1f", help="Training time."),
}
"""Configuration of the columns; the settings are between `outcome` and `parameters`."""


def runs_table(search: Search) -> None:
    """Draw the table, the best run first; marking a row chooses its run for the learning curves. Left out on stage."""
    if on_stage():
        return
    runs = search.runs
    same = [f"{setting_name(name)} {plain(setting_value(value))}" for name, value in constants(runs).items()]
    if same:
        st.caption(f"The same in all runs: {', '.join(same)}.")
    chosen = chosen_ids(search)
    key = f"runs-table-{search.name}"
    st.session_state[key] = {"selection": {"rows": [row for row, run in enumerate(runs) if run.id in chosen]}}
    table = what_differs(runs)
    place = room(ROW * min(len(runs) + 1, SHOWN))
    place.dataframe(
        percent_cells(table, "accuracy"),
        hide_index=True,
        placeholder="",
        key=key,
        on_select=lambda: choose(search, _marked(runs, st.session_state[key], chosen)),
        selection_mode="multi-row",
        column_config={name: COLUMNS.get(name, _setting(table[name])) for name in table.columns},
        alt=f"{len(runs)} runs with their validation accuracy and the settings in which they differ, the best first.",
    )
    download("All runs of this search", partial(every_figure, runs))


@built_once(4)
def what_differs(runs: Sequence[Run]) -> pd.DataFrame:
    """One row per run, in their order: label, results, outcome and the settings that vary.

    The accuracy is in percent. Columns that are empty or have the same value in all rows are left out.
    """
    settings = {setting_name(name): _values(runs, name) for name in varying(runs)}
    results = [result(run) for run in runs]
    columns: dict[str, Sequence[Any]] = {
        "accuracy": [None if value is None else 100 * value for value in results],
        "cross-entropy": _measured(runs, "best_validation_cross_entropy"),
        "outcome": [outcome(run) for run in runs],
        **settings,
        "parameters": _measured(runs, "parameters"),
        "minutes": [None if run.duration_s is None else run.duration_s / 60 for run in runs],
    }
    table = pd.DataFrame(columns)
    differs = table.columns[(table.nunique(dropna=False) > 1) | (table.columns == "accuracy")]
    return table[differs].assign(run=run_names(runs))[["run", *differs]]


def every_figure(runs: Sequence[Run]) -> pd.DataFrame:
    """One row per run with all parameters and the last value of each metric, under their names in the store."""
    return pd.DataFrame(
        {
            "run": run.id,
            "status": run.status,
            "reason": run.tags.get("reason"),
            "started": run.started.isoformat(),
            **run.params,
            **run.metrics,
        }
        for run in runs
    )


def _values(runs: Sequence[Run], setting: str) -> list[Any]:
    """Numbers if all values are numbers, so that they sort as such; else text."""
    values = [run.params.get(setting) for run in runs]
    if any(isinstance(value, str) for value in values):
        return [None if value is None else setting_value(value) for value in values]
    return values


def _measured(runs: Sequence[Run], metric: str) -> list[float | None]:
    return [run.metrics.get(metric) for run in runs]


def _setting(values: pd.Series) -> Any:
    return NumberColumn(format="%.3g") if pd.api.types.is_numeric_dtype(values) else TextColumn()


def _marked(runs: Sequence[Run], state: Any, before: Sequence[str]) -> list[str]:
    """Ids of the marked rows; those that were marked before come first."""
    marked = [runs[row].id for row in state["selection"]["rows"]]
    return sorted(marked, key=lambda id: before.index(id) if id in before else len(before))

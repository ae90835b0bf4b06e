"""The runs whose learning curves are drawn: chosen in the table, in a figure or in a menu."""

from collections.abc import Sequence

import streamlit as st

from dogbreed.experiments import Run
from dogbreed.experiments.searches import Search, result
from dogbreed.ui.colours import RUNS
from dogbreed.ui.widgets.run_labels import run_labels

CHOSEN = "chosen-runs"
FIRST = 3
MOST = len(RUNS)
"""The number of colours of runs."""


def chosen_ids(search: Search) -> list[str]:
    """Ids of the chosen runs of a search, at first its best three."""
    chosen = st.session_state.setdefault(_key(search), [run.id for run in search.first[:FIRST] if result(run)])
    known = {run.id for run in search.runs}
    return [id for id in chosen if id in known]


def choose(search: Search, ids: Sequence[str]) -> None:
    """Choose these runs; if they are more than `MOST`, the last of them."""
    st.session_state[_key(search)] = list(ids)[-MOST:]


def add_clicked(search: Search, point: Sequence[str]) -> None:
    """Add the run of a clicked point; it comes last, so that it is the last to be dropped when there are too many.

    Args:
        search: The search of the run.
        point: What the click hands on: the run's id first.
    """
    choose(search, [*(id for id in chosen_ids(search) if id != point[0]), point[0]])


def chosen_menu(search: Search) -> list[Run]:
    """A menu of the runs, for touch and keyboard too; returns the chosen ones."""
    by_id = {run.id: run for run in search.runs}
    labels = dict(zip(by_id, run_labels(search.runs), strict=True))
    st.session_state[CHOSEN] = chosen_ids(search)
    ids = st.multiselect(
        "Runs",
        list(by_id),
        format_func=labels.__getitem__,
        key=CHOSEN,
        max_selections=MOST,
        placeholder="Choose runs here, in the table or in a figure",
        on_change=lambda: choose(search, st.session_state[CHOSEN]),
    )
    return [by_id[id] for id in ids]


def _key(search: Search) -> str:
    return f"chosen-of-{search.name}"

"""The chosen runs of a search, and their learning curves."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dogbreed.experiments import Run
from dogbreed.experiments.searches import Search, result
from dogbreed.ui.colours import RUNS
from dogbreed.ui.figures.learning_curves import EPOCH_METRICS, learning_curves
from dogbreed.ui.widgets.chart import draw
from dogbreed.ui.widgets.run_labels import run_labels
from dogbreed.ui.widgets.stage import note

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


def has_curves(search: Search) -> bool:
    """Whether any run logged its accuracy after more than one epoch."""
    return any(len(run.history.get("validation_top1", [])) > 1 for run in search.runs)


def curves(search: Search, place: DeltaGenerator) -> None:
    """Menus of the runs and of the metric, and one line per run.

    Args:
        search: Whose runs.
        place: Where the figure is drawn.
    """
    runs = chosen_menu(search)
    if not runs:
        place.info("Choose runs to see their learning curves.", icon=":material/show_chart:")
        return
    metric = st.selectbox(
        "Metric",
        list(EPOCH_METRICS),
        format_func=lambda name: EPOCH_METRICS[name].name,
        key="drawn-metric",
        persist_state="session",
    )
    note(EPOCH_METRICS[metric].help)
    minutes = st.toggle("Over training time instead of epochs", key="over-minutes", persist_state="session")
    with place:
        draw(learning_curves(runs, metric, minutes))

"""Learning curves of the chosen runs."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dogbreed.experiments.searches import Search
from dogbreed.ui.figures.learning_curves import EPOCH_METRICS, learning_curves
from dogbreed.ui.runs.run_choice import chosen_menu
from dogbreed.ui.widgets.chart import draw


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
    st.caption(EPOCH_METRICS[metric].help)
    minutes = st.toggle("Over training time instead of epochs", key="over-minutes", persist_state="session")
    with place:
        draw(learning_curves(runs, metric, minutes))

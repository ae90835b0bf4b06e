"""Learning curves of the compared runs."""

from collections.abc import Sequence

import streamlit as st

from dogbreed.experiments import Run
from dogbreed.networks.registry import title
from dogbreed.ui.figures.learning_curves import learning_curves
from dogbreed.ui.formatting import plain
from dogbreed.ui.widgets.chart import draw


def validation_curves(runs: Sequence[Run]) -> None:
    """Validation accuracy and loss over epochs or training time, and the names of runs that logged no epochs."""
    minutes = st.toggle("Over training time instead of epochs", key="compare-minutes", persist_state="session")
    left, right = st.columns(2, gap="medium")
    with left:
        draw(learning_curves(runs, "validation_top1", minutes))
    with right:
        draw(learning_curves(runs, "validation_cross_entropy", minutes))
    without = [plain(title(run.network)) for run in runs if len(run.history.get("validation_top1", [])) < 2]
    if without:
        st.caption(
            f"{' and '.join(without)} logged no epochs. Of Xception only the last layer is trained, on stored "
            "features, by a solver without epochs: there is no learning curve."
        )

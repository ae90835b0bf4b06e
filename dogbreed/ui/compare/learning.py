"""Learning curves of the compared runs."""

from collections.abc import Sequence

import streamlit as st

from dogbreed.ui.compare.compared_runs import ComparedRun
from dogbreed.ui.figures.learning_curves import learning_curves
from dogbreed.ui.formatting import plain
from dogbreed.ui.widgets.chart import draw
from dogbreed.ui.widgets.stage import note


def validation_curves(compared: Sequence[ComparedRun]) -> None:
    """Validation accuracy and loss over epochs or training time, and the names of those that have no curve."""
    runs = [network.run for network in compared if network.trained]
    minutes = st.toggle("Over training time instead of epochs", key="compare-minutes", persist_state="session")
    left, right = st.columns(2, gap="medium")
    with left:
        draw(learning_curves(runs, "validation_top1", minutes))
    with right:
        draw(learning_curves(runs, "validation_cross_entropy", minutes))
    without = [
        plain(network.name)
        for network in compared
        if network.trained and len(network.run.history.get("validation_top1", [])) < 2
    ]
    if without:
        st.caption(f"{' and '.join(without)} logged no epochs: there is no learning curve.")
    if without_run := [plain(network.name) for network in compared if not network.trained]:
        note(
            f"{' and '.join(without_run)}: no learning curve, because there is no training run. The ImageNet filter "
            "keeps its ImageNet weights; an ensemble combines networks that are trained already."
        )

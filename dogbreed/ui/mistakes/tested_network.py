"""The network whose mistakes are shown, alone or compared with another one, and its key figures."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import streamlit as st

from dogbreed.errors import DogbreedError
from dogbreed.evaluation.confusions import confused_directions, within_group
from dogbreed.evaluation.metrics import Estimate, proportion
from dogbreed.evaluation.stored_results import PREDICTIONS_FILE
from dogbreed.evaluation.top1 import paired_answers
from dogbreed.inference.bundle import BundleError, available, check_exists
from dogbreed.networks.registry import XCEPTION, in_order, title
from dogbreed.settings import settings
from dogbreed.ui.built_once import built_once
from dogbreed.ui.colours import ACCENT, NETWORKS
from dogbreed.ui.file_stamp import file_stamp
from dogbreed.ui.formatting import count, percent, plain
from dogbreed.ui.serving import say_plainly
from dogbreed.ui.top1_table import confused, top1_table
from dogbreed.ui.widgets.room import FIELD, METRIC, room
from dogbreed.ui.widgets.stage import enlarged

NETWORK, OTHER = "network", "compare_with"
"""Keys of the menus and, as they are bound to it, parameters of the page's address."""


@dataclass(frozen=True, eq=False)
class TestedNetwork:
    """A network with its test predictions; equal only to itself, so that a cache tells it without comparing tables.

    Attributes:
        name: Of its bundle, "xception".
        other: Name of the network that it is compared with, None if there is none.
        top1: The table of `dogbreed.evaluation.top1`; with another network, of the photos that both were tested on.
        pairs: See `confused_pairs`.
        directions: See `confused_directions`.
    """

    name: str
    other: str | None
    top1: pd.DataFrame
    pairs: pd.DataFrame
    directions: pd.DataFrame

    @property
    def title(self) -> str:
        """Its name on the page."""
        return title(self.name)

    @property
    def other_title(self) -> str:
        """The name of the other network; empty if there is none."""
        return title(self.other) if self.other else ""

    @property
    def colour(self) -> str:
        """Its colour on every chart."""
        return NETWORKS.get(self.name, ACCENT)


def network_choice() -> TestedNetwork | None:
    """Menus of the network and of the one to compare it with; None, with the reason on the page, if there is none."""
    names = in_order(name for name in available() if _predictions(name).is_file())
    if not names:
        _nothing_yet()
        return None
    with room(FIELD), st.container(horizontal=True):
        served = settings().model
        first = names.index(served) if served in names else 0
        name = st.selectbox(
            "Network", names, index=first, format_func=title, key=NETWORK, bind="query-params", width=280
        )
        others = [other for other in names if other != name]
        other = None
        if others:
            other = st.selectbox(
                "Compare with",
                others,
                index=None,
                format_func=title,
                placeholder="None",
                key=OTHER,
                bind="query-params",
                width=280,
            )
    try:
        return _tested_network(name, other, file_stamp(*(_predictions(of) for of in (name, other) if of)))
    except DogbreedError as problem:
        say_plainly(problem)
        return None


def _nothing_yet() -> None:
    try:
        check_exists(XCEPTION)
    except BundleError as error:
        st.error(str(error), icon=":material/error:")
    else:
        st.info(
            f"No network has stored test predictions yet: `python -m dogbreed evaluate {XCEPTION}` computes them.",
            icon=":material/model_training:",
        )


def key_figures(network: TestedNetwork) -> None:
    """Accuracy, number of mistakes, and the share of these within the kennel group of the right breed."""
    photos, (mistakes, kept, accuracy) = len(network.top1), _key_figures(network)
    interval = f"95 % interval {percent(accuracy.low)} to {percent(accuracy.high)}"
    grid = st.grid(min_column_width=205, row_height=enlarged(METRIC))
    grid.metric("Accuracy", percent(accuracy.value), help=f"{count(photos)} test photos, {interval}")
    grid.metric(f"Mistakes in {count(photos)} photos", count(mistakes))
    grid.metric("Of these within the kennel group", percent(kept))
    if network.other:
        right, other = network.top1["right"], network.top1["other_right"]
        grid.metric("Both wrong", count(int((~right & ~other).sum())))
        grid.metric(f"Only {plain(network.title)} wrong", count(int((~right & other).sum())))
        grid.metric(f"Only {plain(network.other_title)} wrong", count(int((right & ~other).sum())))


@built_once(8)
def _key_figures(network: TestedNetwork) -> tuple[int, float, Estimate]:
    """Number of mistakes, their share within the group, and the accuracy."""
    mistakes, kept = within_group(network.top1)
    return mistakes, kept, proportion(len(network.top1) - mistakes, len(network.top1))


def _predictions(name: str) -> Path:
    return settings().models_dir / name / PREDICTIONS_FILE


@st.cache_resource(show_spinner=False, max_entries=8)
def _tested_network(name: str, other: str | None, stamp: tuple[int, ...]) -> TestedNetwork:
    """`stamp` is part of the cache's key, so that new predictions are read again."""
    top1 = top1_table(name)
    if other:
        top1 = paired_answers(top1, top1_table(other))
        if top1.empty:
            raise DogbreedError(f"“{title(name)}” and “{title(other)}” were not tested on the same photos.")
    return TestedNetwork(name, other, top1, confused(top1), confused_directions(top1))

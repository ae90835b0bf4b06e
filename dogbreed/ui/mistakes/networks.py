"""Whose mistakes: one network's, or two networks' side by side."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dogbreed.errors import DogbreedError
from dogbreed.evaluation.confusions import confused_directions, confused_pairs
from dogbreed.evaluation.predictions import PREDICTIONS_FILE
from dogbreed.evaluation.top1 import load_top1, paired_answers
from dogbreed.inference.bundle import available
from dogbreed.settings import settings
from dogbreed.ui.colours import ACCENT, NETWORKS
from dogbreed.ui.serving import say_plainly


@dataclass(frozen=True)
class Examined:
    """A network whose mistakes are looked at.

    Attributes:
        name: Its folder, "xception".
        other: The folder of the network beside it, None if it is alone.
        answers: See `dogbreed.evaluation.top1`; with another network, of the photos that both answered.
        pairs: See `confused_pairs`.
        directions: See `confused_directions`.
    """

    name: str
    other: str | None
    answers: pd.DataFrame
    pairs: pd.DataFrame
    directions: pd.DataFrame

    @property
    def colour(self) -> str:
        """Its colour on every chart."""
        return NETWORKS.get(self.name, ACCENT)


def choice() -> Examined | None:
    """Let people choose; None, with the reason on the page, if there is nothing to look at."""
    names = [name for name in available() if written(name)]
    if not names:
        st.info(
            "No network has stored test predictions yet: `python -m dogbreed evaluate xception` makes them.",
            icon=":material/model_training:",
        )
        return None
    with st.container(horizontal=True):
        served = settings().model
        first = names.index(served) if served in names else 0
        name = st.selectbox("Network", names, index=first, key="network", bind="query-params", width=280)
        others = [other for other in names if other != name]
        other = None
        if others:
            other = st.selectbox(
                "Beside it",
                others,
                index=None,
                placeholder="None",
                key="beside",
                bind="query-params",
                width=280,
            )
    try:
        return _examined(name, other, (written(name), written(other) if other else 0))
    except DogbreedError as problem:
        say_plainly(problem)
        return None


def written(name: str) -> int:
    """When a network's predictions were written, ns since 1970; 0 if there are none."""
    file = settings().models_dir / name / PREDICTIONS_FILE
    return file.stat().st_mtime_ns if file.is_file() else 0


@st.cache_resource(show_spinner=False, max_entries=8)
def _examined(name: str, other: str | None, written: tuple[int, int]) -> Examined:
    """`written` tells new files from those that were read before."""
    answers = load_top1(name)
    if other:
        answers = paired_answers(answers, load_top1(other))
        if answers.empty:
            raise DogbreedError(f"“{name}” and “{other}” were not tested on the same photos.")
    return Examined(name, other, answers, confused_pairs(answers), confused_directions(answers))

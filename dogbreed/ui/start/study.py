"""The facts behind the start page, read once for all visitors from committed files."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st
from pydantic import TypeAdapter

from dogbreed.dataset.index import load_index
from dogbreed.dataset.statistics import Statistics, statistics
from dogbreed.evaluation.metrics import Metrics
from dogbreed.evaluation.predictions import load_predictions
from dogbreed.evaluation.report import load_report
from dogbreed.evaluation.top1 import top1_table
from dogbreed.evaluation.verdict_precision import VerdictPrecision, verdict_precision
from dogbreed.inference.bundle import load_bundle
from dogbreed.inference.verdict import VerdictKind
from dogbreed.ui.colours import NETWORKS
from dogbreed.ui.figures.answered import Answered
from dogbreed.ui.start.accuracy import Tested

NETWORK = "served"
OURS = {
    "cnn-study-30": "the study's CNN, 30 breeds",
    "cnn-study": "the study's CNN, 120 breeds",
    "cnn": "our CNN, 120 breeds",
    "xception": "Xception, 120 breeds",
    "served": "Xception, second look and opinion",
}


@dataclass(frozen=True)
class Study:
    """What the figures are drawn from.

    Attributes:
        index: The table of photos, see `dogbreed.dataset.index`.
        dataset: What it counts up to.
        networks: Our networks with their figures on the official test photos, the one that answers last.
        verdicts: What its verdicts come to, see `dogbreed.evaluation.verdict_precision`.
        predictions: Its answers to them, see `dogbreed.evaluation.predictions`.
        answers: The first of these beside the truth, see `dogbreed.evaluation.top1`.
    """

    index: pd.DataFrame
    dataset: Statistics
    networks: tuple[Tested, ...]
    verdicts: dict[VerdictKind, VerdictPrecision]
    predictions: pd.DataFrame
    answers: pd.DataFrame

    @property
    def metrics(self) -> Metrics:
        """Of the network that answers."""
        return self.networks[-1].metrics

    @property
    def answered(self) -> Answered:
        """The same as figures of several networks draw them."""
        return Answered(OURS[NETWORK], NETWORKS[NETWORK], self.predictions)


@st.cache_resource(show_spinner=False)
def study() -> Study:
    """Read everything.

    Raises:
        DogbreedError: A file is missing or damaged.
    """
    index, predictions = load_index(), load_predictions(NETWORK)
    return Study(
        index,
        statistics(index),
        tuple(Tested(label, NETWORKS[name], _metrics(name)) for name, label in OURS.items()),
        verdict_precision(predictions, load_bundle(NETWORK).card.thresholds),
        predictions,
        top1_table(predictions),
    )


def _metrics(name: str) -> Metrics:
    return TypeAdapter(Metrics).validate_python(load_report(name)["all"])

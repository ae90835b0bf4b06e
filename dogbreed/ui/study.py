"""The facts behind the start page, read once for all visitors from committed files."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st
from pydantic import TypeAdapter

from dogbreed.dataset.index import load_index
from dogbreed.dataset.statistics import Statistics, statistics
from dogbreed.evaluation.answers import answer_table
from dogbreed.evaluation.metrics import Estimate, Metrics
from dogbreed.evaluation.predictions import load_predictions
from dogbreed.evaluation.report import load_report
from dogbreed.ui.colours import NETWORKS
from dogbreed.ui.figures.answered import Answered

NETWORK = "xception"


@dataclass(frozen=True)
class Study:
    """What the figures are drawn from.

    Attributes:
        index: The table of photos, see `dogbreed.dataset.index`.
        dataset: What it counts up to.
        metrics: Of our Xception on the official test photos.
        named: Share of the photos for which it names a breed.
        named_rightly: Share of these whose breed is right.
        predictions: Its answers to them, see `dogbreed.evaluation.predictions`.
        answers: The first of these beside the truth, see `dogbreed.evaluation.answers`.
    """

    index: pd.DataFrame
    dataset: Statistics
    metrics: Metrics
    named: Estimate
    named_rightly: Estimate
    predictions: pd.DataFrame
    answers: pd.DataFrame

    @property
    def answered(self) -> Answered:
        """The same as figures of several networks draw them."""
        return Answered("Xception", NETWORKS[NETWORK], self.predictions)


@st.cache_resource(show_spinner=False)
def study() -> Study:
    """Read everything.

    Raises:
        DogbreedError: A file is missing or damaged.
    """
    index, report = load_index(), load_report(NETWORK)
    verdict = report["verdicts"]["breed"]
    predictions = load_predictions(NETWORK)
    return Study(
        index,
        statistics(index),
        TypeAdapter(Metrics).validate_python(report["all"]),
        Estimate(**verdict["coverage"]),
        Estimate(**verdict["kept"]),
        predictions,
        answer_table(predictions),
    )

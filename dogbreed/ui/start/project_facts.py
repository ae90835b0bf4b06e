"""The numbers of the start page, read once for all visitors from committed files."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd
import streamlit as st
from pydantic import TypeAdapter

from dogbreed.dataset.index import load_index
from dogbreed.dataset.statistics import Statistics, statistics
from dogbreed.evaluation.confusions import within_group
from dogbreed.evaluation.metrics import Metrics
from dogbreed.evaluation.stored_results import load_predictions, load_report
from dogbreed.evaluation.verdict_precision import VerdictPrecision, verdict_precision
from dogbreed.inference.bundle import Card, available, load_bundle
from dogbreed.inference.verdict import VerdictKind
from dogbreed.networks.registry import ENSEMBLE, REGISTRY
from dogbreed.ui.figures.network_predictions import NetworkPredictions
from dogbreed.ui.start.charts import Tested
from dogbreed.ui.top1_table import confused, top1_table


@dataclass(frozen=True)
class ProjectFacts:
    """What the start page shows.

    Attributes:
        index: The table of photos, see `dogbreed.dataset.index`.
        dataset: Its statistics.
        networks: Our networks with their metrics on the official test photos; the last one is the ensemble.
        verdicts: Share and precision of each kind of verdict of the ensemble.
        predictions: Its predictions, see `dogbreed.evaluation.stored_results`.
        answers: Its first answers with the right breeds, see `dogbreed.evaluation.top1`.
        pairs: The breeds that it confuses, see `dogbreed.evaluation.confusions.confused_pairs`.
        mistakes: Number of its wrong answers, and the share of these within the right kennel group.
    """

    index: pd.DataFrame
    dataset: Statistics
    networks: tuple[Tested, ...]
    verdicts: dict[VerdictKind, VerdictPrecision]
    predictions: pd.DataFrame
    answers: pd.DataFrame
    pairs: pd.DataFrame
    mistakes: tuple[int, float]

    @property
    def ensemble(self) -> Tested:
        """The network of the Identify page."""
        return self.networks[-1]

    @cached_property
    def answered(self) -> NetworkPredictions:
        """The ensemble as the reliability figure takes it."""
        return NetworkPredictions(self.ensemble.label, self.ensemble.colour, self.predictions)


@st.cache_resource(show_spinner=False)
def project_facts() -> ProjectFacts:
    """Read all files.

    Raises:
        DogbreedError: A file is missing or damaged.
    """
    index, predictions, answers = load_index(), load_predictions(ENSEMBLE), top1_table(ENSEMBLE)
    return ProjectFacts(
        index,
        statistics(index),
        tuple(_tested()),
        verdict_precision(predictions, load_bundle(ENSEMBLE).card.thresholds),
        predictions,
        answers,
        confused(answers),
        within_group(answers),
    )


def _tested() -> list[Tested]:
    """The networks of the registry that name breeds; the last one is the ensemble."""
    found = set(available())
    cards = [load_bundle(name).card for name, entry in REGISTRY.items() if entry.names_breeds and name in found]
    return [Tested(_label(card), REGISTRY[card.name].colour, _metrics(card.name)) for card in cards]


def _label(card: Card) -> str:
    breeds = f"{len(card.classes)} breeds"
    return card.title if card.title.endswith(breeds) else f"{card.title}, {breeds}"


def _metrics(name: str) -> Metrics:
    return TypeAdapter(Metrics).validate_python(load_report(name)["all"])

"""The tracked runs, cached for 30 s so that a click does not read them again."""

import os

import streamlit as st

from dogbreed.experiments import Run, load_runs
from dogbreed.settings import settings


def final_runs() -> tuple[Run, ...]:
    """The runs of the final networks, in the order of their start.

    Raises:
        DogbreedError: The store cannot be reached or read.
    """
    return _load("final", os.environ.get("MLFLOW_TRACKING_URI"), str(settings().models_dir))


def search_runs() -> tuple[Run, ...]:
    """The runs of the hyperparameter search, in the order of their start.

    Raises:
        DogbreedError: The store cannot be reached or read.
    """
    return _load("search", os.environ.get("MLFLOW_TRACKING_URI"), str(settings().models_dir))


@st.cache_data(ttl=30, show_spinner="Reading the runs; the very first time this takes some seconds.")
def _load(kind: str, store: str | None, filled_from: str) -> tuple[Run, ...]:
    return load_runs(kind)

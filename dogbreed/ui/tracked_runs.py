"""The runs of the store, kept for half a minute so that a click does not ask for them again."""

import os

import streamlit as st

from dogbreed.experiments import Run, load_runs
from dogbreed.settings import settings


def final_runs() -> tuple[Run, ...]:
    """All networks that count, in the order in which they started.

    Raises:
        DogbreedError: The store cannot be reached or read.
    """
    return _load("final", os.environ.get("MLFLOW_TRACKING_URI"), str(settings().models_dir))


def search_runs() -> tuple[Run, ...]:
    """All configurations that were tried, in the order in which they started.

    Raises:
        DogbreedError: The store cannot be reached or read.
    """
    return _load("search", os.environ.get("MLFLOW_TRACKING_URI"), str(settings().models_dir))


@st.cache_data(ttl=30, show_spinner="Reading the runs; the very first time this takes some seconds.")
def _load(kind: str, store: str | None, filled_from: str) -> tuple[Run, ...]:
    return load_runs(kind)

"""The tracked runs, read once for all visitors and again when the store changes."""

import os

import streamlit as st

from dogbreed.experiments import Run, files_of_runs, load_runs, look_up_runs
from dogbreed.settings import settings
from dogbreed.ui.file_stamp import file_stamp


def final_runs() -> tuple[Run, ...]:
    """The runs of the final networks, in the order of their start; shared by all visitors.

    Raises:
        DogbreedError: The store cannot be reached or read.
    """
    return _runs("final")


def search_runs() -> tuple[Run, ...]:
    """The runs of the hyperparameter search, in the order of their start; shared by all visitors.

    Raises:
        DogbreedError: The store cannot be reached or read.
    """
    return _runs("search")


def _runs(kind: str) -> tuple[Run, ...]:
    if files := files_of_runs():
        return _of_files(kind, tuple(map(str, files)), file_stamp(*files))
    return _of_server(kind, os.environ.get("MLFLOW_TRACKING_URI"), str(settings().models_dir))


@st.cache_resource(show_spinner=False, max_entries=4)
def _of_files(kind: str, files: tuple[str, ...], stamp: tuple[int, ...]) -> tuple[Run, ...]:
    """`files` and `stamp` are the cache's key, so that a run that goes on is read again."""
    return look_up_runs(kind)


@st.cache_resource(ttl=30, max_entries=4, show_spinner="Reading the runs; the very first time this takes some seconds.")
def _of_server(kind: str, store: str | None, filled_from: str) -> tuple[Run, ...]:
    """Kept for 30 s, because a server does not say when it changes."""
    return load_runs(kind)

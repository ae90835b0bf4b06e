"""The networks that all visitors share, and what the server does when it starts."""

import ctypes
import importlib
import logging
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import numpy as np
import streamlit as st
from starlette.formparsers import MultiPartParser
from streamlit.runtime.pages_manager import PagesManager

from dogbreed.errors import DogbreedError
from dogbreed.inference.bundle import CARD_FILE, load_bundle
from dogbreed.inference.ensemble import AnyClassifier, Ensemble, load_network
from dogbreed.inference.similar import SimilarPhotos, load_similar
from dogbreed.settings import settings
from dogbreed.ui.file_stamp import file_stamp

IMPORTED_EARLY = ("pandas", "plotly.graph_objects", "dogbreed.dataset.sources", "dogbreed.evaluation.stored_results")
"""Modules that the first pages need and that take about a second to import."""
M_MMAP_THRESHOLD = -3
"""Parameter of `mallopt`, from glibc's malloc.h."""


@st.cache_resource(show_spinner=False)
def classifier() -> AnyClassifier:
    """The network of `settings().model`; loaded by the first call, then shared.

    Raises:
        BundleError: The network is missing or damaged.
    """
    return load_network(settings().model, settings().threads)


@st.cache_resource(show_spinner=False)
def similar_photos() -> SimilarPhotos | None:
    """The index of the network of `settings().model`; None if it has none."""
    return load_similar(classifier().backbone)


def named_classifier(name: str) -> AnyClassifier:
    """A network by its folder; those that the Identify page answers with are in memory already.

    Raises:
        BundleError: The network is missing or damaged.
    """
    served = classifier()
    if name == settings().model:
        return served
    if name == served.backbone.card.name and isinstance(served, Ensemble):
        return served.network
    return _loaded(name, file_stamp(load_bundle(name).folder / CARD_FILE))


@st.cache_resource(show_spinner=False, max_entries=2)
def _loaded(name: str, stamp: tuple[int, ...]) -> AnyClassifier:
    return load_network(name, settings().threads)


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Configure Streamlit and load the network in a thread, so that the first visitor does not wait for it."""
    # Otherwise a visitor who opens a page by its own address gets the files of pages/ instead of our navigation.
    PagesManager.uses_pages_directory = False
    # Otherwise an upload above 1 MB is written to a temporary file; `server.maxUploadSize` already limits its size.
    MultiPartParser.spool_max_size = sys.maxsize
    _return_freed_memory()
    threading.Thread(target=_warm_up, name="warm-up", daemon=True).start()
    yield


def _return_freed_memory() -> None:
    """Let glibc return each freed block of 2 MB or more to the system; by default, 50 uploads stay in the process."""
    if sys.platform == "linux":
        with suppress(AttributeError):
            ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, 2 << 20)


def _warm_up() -> None:
    for module in IMPORTED_EARLY:
        importlib.import_module(module)
    try:
        classifier().predict(np.zeros((8, 8, 3), np.uint8))
    except DogbreedError as error:
        logging.getLogger(__name__).warning("The Identify page cannot answer: %s", error)


def say_plainly(error: Exception) -> bool:
    """Show the message of a `DogbreedError`, which says what a person can do about it.

    Returns:
        Whether the error was shown; for all others Streamlit shows its general message.
    """
    if isinstance(error, DogbreedError):
        st.error(str(error), icon=":material/error:")
    return isinstance(error, DogbreedError)

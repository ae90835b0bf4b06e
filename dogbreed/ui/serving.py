"""The one network in memory that answers for all visitors, loaded while the server starts."""

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

PAGES_NEED = ("dogbreed.ui.identify.intake", "dogbreed.ui.start.puzzle")
"""With these come pandas, Plotly and all else that takes a second to import."""
M_MMAP_THRESHOLD = -3
"""Of glibc's malloc.h."""


@st.cache_resource(show_spinner=False)
def classifier() -> AnyClassifier:
    """The network of `settings().model`; the first call loads it, all others share it.

    Raises:
        BundleError: The network is missing or damaged.
    """
    return load_network(settings().model, settings().threads)


@st.cache_resource(show_spinner=False)
def similar_photos() -> SimilarPhotos | None:
    """The index of the network of `settings().model`; None if it has none."""
    return load_similar(classifier().backbone)


def named_classifier(name: str) -> AnyClassifier:
    """Any network; those that the Identify page answers with are in memory already.

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
    """`stamp` is part of the cache's key, so that a network that was replaced is loaded again."""
    return load_network(name, settings().threads)


def title(name: str) -> str:
    """How a network is called; read again when its card has changed.

    Raises:
        BundleError: The network is missing or damaged.
    """
    card = settings().models_dir / name / CARD_FILE
    return _title(name, str(card), file_stamp(card))


@st.cache_resource(show_spinner=False)
def _title(name: str, card: str, stamp: tuple[int, ...]) -> str:
    """`card` and `stamp` tell one network of a name from another; checking its files takes too long for each use."""
    return load_bundle(name).card.title


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Prepare the starting server: the network wakes up beside it, so that the first visitor does not wait."""
    # Else a visitor who opens a page's own address first gets the files of pages/ instead of our navigation.
    PagesManager.uses_pages_directory = False
    # Else an upload of more than 1 MB passes through a temporary file; `server.maxUploadSize` is its limit already.
    MultiPartParser.spool_max_size = sys.maxsize
    _give_memory_back()
    threading.Thread(target=_warm_up, name="warm-up", daemon=True).start()
    yield


def _give_memory_back() -> None:
    """Let glibc return each block of 2 MB or more when it is freed; by default 50 uploads stay with the process."""
    if sys.platform == "linux":
        with suppress(AttributeError):
            ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, 2 << 20)


def _warm_up() -> None:
    for module in PAGES_NEED:
        importlib.import_module(module)
    try:
        classifier().predict(np.zeros((8, 8, 3), np.uint8))
    except DogbreedError as error:
        logging.getLogger(__name__).warning("The Identify page cannot answer: %s", error)


def say_plainly(error: Exception) -> bool:
    """Show an error that a person can put right as its sentence, on whatever page it comes up.

    Returns:
        Whether the error has been dealt with; all others get Streamlit's own message.
    """
    if isinstance(error, DogbreedError):
        st.error(str(error), icon=":material/error:")
    return isinstance(error, DogbreedError)

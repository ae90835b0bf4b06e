"""The networks that all visitors share, and what the server does when it starts."""

import ctypes
import gc
import importlib
import logging
import os
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import lru_cache
from pathlib import Path

import numpy as np
import streamlit as st
from starlette.formparsers import MultiPartParser
from streamlit.runtime.pages_manager import PagesManager

from dogbreed.errors import DogbreedError
from dogbreed.inference.bundle import CARD_FILE, Bundle, load_bundle
from dogbreed.inference.ensemble import Ensemble, load_network
from dogbreed.inference.similar import SimilarPhotos, load_similar
from dogbreed.settings import settings
from dogbreed.ui.file_stamp import file_stamp
from dogbreed.ui.shared_network import SharedNetwork
from dogbreed.ui.waiting_line import WaitingLine

IMPORTED_EARLY = ("pandas", "plotly.graph_objects", "dogbreed.dataset.sources", "dogbreed.evaluation.stored_results")
"""Modules that the first pages need and that take about a second to import."""
M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8
"""Parameters of `mallopt`, from glibc's malloc.h."""


LINE = WaitingLine()
"""Before all networks: they compute on the same cores."""


@st.cache_resource(show_spinner=False)
def classifier() -> SharedNetwork:
    """The network of `settings().model`; loaded by the first call, then shared.

    Raises:
        BundleError: The network is missing or damaged.
    """
    return SharedNetwork(load_network(settings().model, settings().threads), LINE)


@st.cache_resource(show_spinner=False)
def similar_photos() -> SimilarPhotos | None:
    """The index of the network of `settings().model`; None if it has none."""
    return load_similar(classifier().backbone)


def named_classifier(name: str) -> SharedNetwork:
    """A network by its folder; those that the Identify page answers with are in memory already.

    Raises:
        BundleError: The network is missing or damaged.
    """
    if name == settings().model:
        return classifier()
    served = classifier().network
    members = (served.network, served.opinion) if isinstance(served, Ensemble) else ()
    member = next((member for member in members if member.bundle.card.name == name), None)
    return SharedNetwork(member, LINE) if member else _loaded(name, _stamp(name))


@st.cache_resource(show_spinner=False, max_entries=2)
def _loaded(name: str, stamp: tuple[int, ...]) -> SharedNetwork:
    return SharedNetwork(load_network(name, settings().threads), LINE)


def bundle(name: str) -> Bundle:
    """A bundle by its folder; its files are checked again only when one of them has changed.

    Raises:
        BundleError: It is missing or damaged.
    """
    return _checked(name, settings().models_dir, _stamp(name))


def answering_files(*names: str) -> tuple[Path, tuple[int, ...]]:
    """The folder of the network that the Identify page answers with, and the stamp of some of its files.

    They are the key of what is counted from these files once, see `dogbreed.ui.file_stamp`.
    """
    folder = settings().models_dir / settings().model
    return folder, file_stamp(*(folder / name for name in names))


@lru_cache(maxsize=32)
def _checked(name: str, models: Path, stamp: tuple[int, ...]) -> Bundle:
    return load_bundle(name)


def _stamp(name: str) -> tuple[int, ...]:
    folder = settings().models_dir / name
    return file_stamp(*sorted(folder.glob("*")), folder / CARD_FILE)


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
    """Let glibc return each freed block of 2 MB or more to the system, and let all threads share one heap.

    By default, 50 uploads stay in the process, and each thread leaves holes in a heap of its own. For the same reason
    Arrow, which tables are read with, takes its memory from glibc.
    """
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    if sys.platform == "linux":
        with suppress(AttributeError):
            glibc = ctypes.CDLL(None)
            glibc.mallopt(M_MMAP_THRESHOLD, 2 << 20)
            glibc.mallopt(M_ARENA_MAX, 1)


def _warm_up() -> None:
    for module in IMPORTED_EARLY:
        importlib.import_module(module)
    try:
        classifier().predict(np.zeros((8, 8, 3), np.uint8))
    except DogbreedError as error:
        logging.getLogger(__name__).warning("The Identify page cannot answer: %s", error)
    # The garbage collector need not look again and again through what stays for good.
    gc.collect()
    gc.freeze()


def say_plainly(error: Exception) -> bool:
    """Show the message of a `DogbreedError`, which says what a person can do about it.

    Returns:
        Whether the error was shown; for all others Streamlit shows its general message.
    """
    if isinstance(error, DogbreedError):
        st.error(str(error), icon=":material/error:")
    return isinstance(error, DogbreedError)

"""A network's bundle for pages that need its card or its tables, but not the network."""

import streamlit as st

from dogbreed.inference.bundle import CARD_FILE, Bundle, load_bundle
from dogbreed.settings import settings
from dogbreed.ui.file_stamp import file_stamp


def stored_bundle(name: str) -> Bundle:
    """The bundle, whose files are checked once and again when its card changes.

    Raises:
        BundleError: See `dogbreed.inference.bundle.load_bundle`.
    """
    folder = settings().models_dir / name
    return _load(name, str(folder), file_stamp(folder / CARD_FILE))


@st.cache_resource(show_spinner=False, max_entries=16)
def _load(name: str, folder: str, stamp: tuple[int, ...]) -> Bundle:
    """`folder` and `stamp`, the card's, are part of the cache's key."""
    return load_bundle(name)

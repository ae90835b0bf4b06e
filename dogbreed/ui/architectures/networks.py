"""The networks of the models folder, each read once for all visitors."""

import hashlib

import streamlit as st

from dogbreed.architecture.network import Network, read_network
from dogbreed.errors import DogbreedError
from dogbreed.inference.bundle import CARD_FILE, available, load_bundle
from dogbreed.networks.registry import XCEPTION
from dogbreed.settings import settings
from dogbreed.ui.colours import NETWORKS, REFERENCE

LEADING = XCEPTION


def networks() -> dict[str, Network]:
    """Every bundle that has a network of its own, by name; one that cannot be read gets a sentence in its place."""
    found = {}
    order = [*NETWORKS, *available()]
    for name in sorted(available(), key=lambda name: (name != LEADING, order.index(name))):
        folder = settings().models_dir / name
        try:
            network = _read(name, str(folder), hashlib.sha256((folder / CARD_FILE).read_bytes()).hexdigest())
        except DogbreedError as error:
            st.warning(str(error), icon=":material/broken_image:")
            continue
        if network:
            found[name] = network
    return found


def colour(name: str) -> str:
    """The network's on every chart."""
    return NETWORKS.get(name, REFERENCE)


@st.cache_resource(show_spinner=False, max_entries=32)
def _read(name: str, folder: str, card: str) -> Network | None:
    """The card's digest stands for the model file too, since the card holds that file's digest and is checked here."""
    bundle = load_bundle(name)
    return read_network(bundle) if bundle.network.is_file() else None

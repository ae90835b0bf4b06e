"""The networks of the models folder, each read once for all visitors."""

import streamlit as st

from dogbreed.architecture.network import Network, read_network
from dogbreed.errors import DogbreedError
from dogbreed.inference.bundle import CARD_FILE, available, load_bundle
from dogbreed.networks.registry import XCEPTION
from dogbreed.settings import settings
from dogbreed.ui.colours import NETWORKS
from dogbreed.ui.file_stamp import file_stamp


def networks() -> dict[str, Network]:
    """The bundles that have a network of their own, by name; for one that cannot be shown the page says why."""
    found = {}
    order = [*NETWORKS, *available()]
    for name in sorted(available(), key=lambda name: (name != XCEPTION, order.index(name))):
        folder = settings().models_dir / name
        try:
            network = _read(name, str(folder), file_stamp(folder / CARD_FILE))
        except DogbreedError as error:
            st.warning(str(error), icon=":material/broken_image:")
            continue
        if network:
            found[name] = network
    return found


@st.cache_resource(show_spinner=False, max_entries=32)
def _read(name: str, folder: str, stamp: tuple[int, ...]) -> Network | None:
    """None if the bundle has no network of its own; `folder` and `stamp`, the card's, are part of the cache's key."""
    bundle = load_bundle(name)
    return read_network(bundle) if bundle.network.is_file() else None

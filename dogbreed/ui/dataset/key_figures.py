"""The table of photos behind the page, and its key figures."""

import pandas as pd
import streamlit as st

from dogbreed.dataset.index import load_index
from dogbreed.dataset.photo_facts import photo_facts
from dogbreed.dataset.statistics import Range, statistics
from dogbreed.ui.built_once import built_once
from dogbreed.ui.formatting import count
from dogbreed.ui.widgets.room import METRIC
from dogbreed.ui.widgets.stage import enlarged

NARROWEST = 200
"""Width of a column that does not cut off "100 to 2,562", px."""


@st.cache_resource(show_spinner=False)
def facts() -> pd.DataFrame:
    """The table of `dogbreed.dataset.photo_facts`; shared by all visitors: copy it before changing anything.

    Raises:
        DogbreedError: The table of photos is missing or damaged.
    """
    return photo_facts(load_index())


_statistics = built_once(1)(statistics)


def key_figures() -> None:
    """Numbers of photos and breeds, photos per breed and the sizes of the originals."""
    dataset = _statistics(facts())
    figures = {
        "Photos": count(dataset.photos),
        "Breeds": count(dataset.breeds),
        "Photos per breed": _between(dataset.photos_a_breed),
        "Width in pixels": _between(dataset.widths),
        "Height in pixels": _between(dataset.heights),
    }
    grid = st.grid(min_column_width=NARROWEST, row_height=enlarged(METRIC))
    for label, figure in figures.items():
        grid.metric(label, figure)


def _between(bounds: Range) -> str:
    return f"{count(bounds[0])} to {count(bounds[1])}"

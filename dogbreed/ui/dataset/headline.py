"""The dataset in a few numbers."""

import pandas as pd
import streamlit as st

from dogbreed.dataset.statistics import Range, statistics
from dogbreed.ui.formatting import count


def headline(index: pd.DataFrame) -> None:
    """Photos, breeds, photos a breed and the originals' sizes."""
    dataset = statistics(index)
    figures = {
        "Photos": count(dataset.photos),
        "Breeds": count(dataset.breeds),
        "Photos a breed": _between(dataset.photos_a_breed),
        "Width in pixels": _between(dataset.widths),
        "Height in pixels": _between(dataset.heights),
    }
    with st.container(horizontal=True, gap="large"):
        for label, figure in figures.items():
            st.metric(label, figure, width="content")


def _between(bounds: Range) -> str:
    return f"{count(bounds[0])} to {count(bounds[1])}"

"""The test answers of the network that the Identify page answers with."""

import pandas as pd
import streamlit as st

from dogbreed.evaluation.top1 import load_top1
from dogbreed.settings import settings
from dogbreed.ui.mistakes.networks import written


def tested() -> pd.DataFrame:
    """See `dogbreed.evaluation.top1`; shared: copy it before changing anything.

    Raises:
        DogbreedError: They are missing or damaged.
    """
    return _read(settings().model, written(settings().model))


@st.cache_resource(show_spinner=False, max_entries=2)
def _read(name: str, written: int) -> pd.DataFrame:
    """`written` tells new files from those that were read before."""
    return load_top1(name)

"""The test predictions of the network that the Identify page uses."""

import pandas as pd
import streamlit as st

from dogbreed.evaluation.stored_results import PREDICTIONS_FILE
from dogbreed.evaluation.top1 import load_top1
from dogbreed.settings import settings
from dogbreed.ui.file_stamp import file_stamp


def top1_table() -> pd.DataFrame:
    """The table of `dogbreed.evaluation.top1`; shared by all visitors: copy it before changing anything.

    Raises:
        DogbreedError: The predictions are missing or damaged.
    """
    name = settings().model
    return _read(name, file_stamp(settings().models_dir / name / PREDICTIONS_FILE))


@st.cache_resource(show_spinner=False, max_entries=2)
def _read(name: str, stamp: tuple[int, ...]) -> pd.DataFrame:
    """`stamp` is part of the cache's key, so that new predictions are read again."""
    return load_top1(name)

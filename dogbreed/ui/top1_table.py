"""The test predictions of a network, one table for all pages and visitors."""

import pandas as pd
import streamlit as st

from dogbreed.evaluation.confusions import confused_pairs
from dogbreed.evaluation.stored_results import PREDICTIONS_FILE
from dogbreed.evaluation.top1 import load_top1
from dogbreed.settings import settings
from dogbreed.ui.built_once import built_once
from dogbreed.ui.file_stamp import file_stamp


def top1_table(name: str | None = None) -> pd.DataFrame:
    """The table of `dogbreed.evaluation.top1`; shared by all visitors: copy it before changing anything.

    Args:
        name: Of the network; None: the one that the Identify page uses.

    Raises:
        DogbreedError: The predictions are missing or damaged.
    """
    name = name or settings().model
    file = settings().models_dir / name / PREDICTIONS_FILE
    return _read(name, str(file), file_stamp(file))


@st.cache_resource(show_spinner=False, max_entries=8)
def _read(name: str, file: str, stamp: tuple[int, ...]) -> pd.DataFrame:
    """`file` and `stamp` are part of the cache's key, so that new predictions are read again."""
    return load_top1(name)


@built_once(8)
def confused(top1: pd.DataFrame) -> pd.DataFrame:
    """The table of `dogbreed.evaluation.confusions.confused_pairs`; shared likewise."""
    return confused_pairs(top1)

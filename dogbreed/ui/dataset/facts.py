"""The photos' facts, computed once for all visitors."""

import pandas as pd
import streamlit as st

from dogbreed.dataset.index import load_index
from dogbreed.dataset.photo_facts import photo_facts


@st.cache_resource(show_spinner=False)
def facts() -> pd.DataFrame:
    """See `dogbreed.dataset.photo_facts.photo_facts`; shared: copy it before changing anything.

    Raises:
        DogbreedError: The table of photos is missing or damaged.
    """
    return photo_facts(load_index())

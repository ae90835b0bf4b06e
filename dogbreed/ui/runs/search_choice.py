"""The choice of a hyper-parameter search."""

import streamlit as st

from dogbreed.errors import DogbreedError
from dogbreed.experiments.searches import Search, searches
from dogbreed.networks.registry import title
from dogbreed.ui.serving import say_plainly
from dogbreed.ui.tracked_runs import search_runs

NOTHING_YET = (
    "The tracking store has no search runs. `python -m dogbreed search` tries settings of the study's network; "
    "`python -m dogbreed runs import` restores the runs that came with the repository."
)


def search_choice() -> Search | None:
    """The search with the most runs, or another one that is chosen.

    Returns:
        None, with the reason on the page, if there is no search or the store cannot be read.
    """
    try:
        found = searches(search_runs())
    except DogbreedError as problem:
        say_plainly(problem)
        return None
    if not found:
        st.info(NOTHING_YET, icon=":material/model_training:")
        return None
    if len(found) == 1:
        return found[0]
    by_name = {search.name: search for search in found}
    name = st.pills(
        "Search",
        list(by_name),
        default=found[0].name,
        format_func=lambda name: f"{title(by_name[name].network)} ({by_name[name].split})",
        key="search",
        required=True,
        persist_state="session",
    )
    return by_name[name]

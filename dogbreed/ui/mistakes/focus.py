"""The pair, cell or breed whose photos are looked at: a click on a chart sets it, menus do too."""

import streamlit as st

from dogbreed.evaluation.selection import Kind
from dogbreed.ui.mistakes.tested_network import TestedNetwork
from dogbreed.ui.widgets.breed_menu import GROUP_NAMES, breed_menu, groups_and_breeds

TRUTH, ANSWER, BOTH_WAYS, KIND = "breed", "answer", "both_ways", "photos"
"""Keys of widgets and, as they are bound to it, parameters of the page's address."""


def look_at(truth: str | None, answer: str | None, both_ways: bool = False) -> None:
    """Show the photos of a breed or group that were taken for another; of one taken for itself, the right answers."""
    st.session_state[TRUTH] = truth
    st.session_state[ANSWER] = answer
    st.session_state[BOTH_WAYS] = both_ways
    if truth == answer and truth not in GROUP_NAMES:
        st.session_state[KIND] = Kind.RIGHT
    elif st.session_state.get(KIND) == Kind.RIGHT:
        st.session_state[KIND] = Kind.WRONG


def focus(network: TestedNetwork) -> tuple[str | None, str | None, bool]:
    """Menus of what the photos show and what it was taken for, each a WordNet id, a group's name or None for any, and
    whether both directions count."""
    shown = groups_and_breeds(network.answers["truth"].unique())
    answered = groups_and_breeds(network.answers["answer"].unique())
    left, right = st.columns(2)
    with left:
        truth = breed_menu("It shows", shown, TRUTH)
    with right:
        answer = breed_menu("It was taken for", answered, ANSWER)
    both = st.toggle(
        "Also the other way round", key=BOTH_WAYS, bind="query-params", disabled=truth is None and answer is None
    )
    return truth, answer, both

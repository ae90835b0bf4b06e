"""The pair, cell or breed whose photos are looked at: a click on a chart sets it, menus do too."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dogbreed.breeds import BREEDS, GROUPS, breed
from dogbreed.evaluation.selection import Kind
from dogbreed.ui.mistakes.networks import Examined

TRUTH, ANSWER, BOTH_WAYS, KIND = "breed", "answer", "both_ways", "photos"
"""Keys of widgets and, as they are bound to it, parameters of the page's address."""

GROUP_NAMES = [group.name for group in GROUPS]


def look_at(truth: str | None, answer: str | None, both_ways: bool = False) -> None:
    """Show the photos of a breed or group that were taken for another; of one taken for itself, the right answers."""
    st.session_state[TRUTH] = truth
    st.session_state[ANSWER] = answer
    st.session_state[BOTH_WAYS] = both_ways
    if truth == answer and truth not in GROUP_NAMES:
        st.session_state[KIND] = Kind.RIGHT
    elif st.session_state.get(KIND) == Kind.RIGHT:
        st.session_state[KIND] = Kind.WRONG


def focus(network: Examined) -> tuple[str | None, str | None, bool]:
    """Menus of what the photos show and what it was taken for, each a WordNet id, a group's name or None for any, and
    whether both directions count."""
    shown = _options(network.answers["truth"])
    answered = _options(network.answers["answer"])
    left, right = st.columns(2)
    with left:
        truth = _menu("It shows", shown, TRUTH)
    with right:
        answer = _menu("It was taken for", answered, ANSWER)
    both = st.toggle(
        "Also the other way round", key=BOTH_WAYS, bind="query-params", disabled=truth is None and answer is None
    )
    return truth, answer, both


def name(of: str) -> str:
    """The name of a breed or group."""
    return of if of in GROUP_NAMES else breed(of).name


def _menu(label: str, options: Sequence[str], key: str) -> str | None:
    return st.selectbox(
        label, options, index=None, format_func=name, placeholder="Any breed", key=key, bind="query-params"
    )


def _options(wnids: pd.Series) -> list[str]:
    """The groups and, by name, the breeds."""
    present = set(wnids.unique())
    dogs = [dog for dog in BREEDS if dog.wnid in present]
    groups = {dog.group for dog in dogs}
    return [group for group in GROUP_NAMES if group in groups] + [
        dog.wnid for dog in sorted(dogs, key=lambda dog: dog.name)
    ]


def name_wordnet_ids() -> None:
    """Go on to the address that names breeds if this one has their WordNet ids: Streamlit binds menus to names.

    Nothing on the page may be bound to the address before.
    """
    address = {key: st.query_params.get_all(key) for key in st.query_params}
    names = {dog.wnid: dog.name for dog in BREEDS}
    named = {key: [names[wnid]] for key in (TRUTH, ANSWER) if (wnid := st.query_params.get(key, "")) in names}
    if named:
        st.switch_page("pages/mistakes.py", query_params=address | named)

"""Filters of the photos and their order; a click on a chart sets the menus of the breeds."""

from functools import partial

import streamlit as st

from dogbreed.evaluation.selection import Kind, Order, Selection
from dogbreed.ui.mistakes.tested_network import TestedNetwork
from dogbreed.ui.widgets.breed_menu import GROUP_NAMES, breed_menu, groups_and_breeds, name

TRUTH, ANSWER, BOTH_WAYS, KIND = "breed", "answer", "both_ways", "photos"
"""Keys of widgets and, as they are bound to it, parameters of the page's address."""
ALONE = [Kind.WRONG, Kind.RIGHT, Kind.ALL]
ORDERS = list(Order)
TOP5 = {"among the first five": True, "not among the first five": False}


def photo_selection(network: TestedNetwork) -> Selection:
    """Draw the widgets; return what is selected."""
    truth, answer, both_ways = _breeds(network)
    with st.expander("Filter and sort", icon=":material/tune:"):
        kind = st.selectbox(
            "Photos",
            list(Kind) if network.other else ALONE,
            format_func=partial(_kind_name, network),
            key=KIND,
            bind="query-params",
        )
        low, high = st.slider(
            "Confidence: probability of the predicted breed",
            0,
            100,
            (0, 100),
            format="%d %%",
            key="confidence",
            bind="query-params",
        )
        in_top5 = st.selectbox(
            "Rank of the true breed",
            list(TOP5),
            index=None,
            placeholder="Any",
            key="right_breed",
            bind="query-params",
        )
        order = st.selectbox("Order", ORDERS, format_func=_order_name, key="order", bind="query-params")
    return Selection(truth, answer, both_ways, kind, (low / 100, high / 100), TOP5[in_top5] if in_top5 else None, order)


def select_breeds(truth: str | None, answer: str | None, both_ways: bool = False) -> None:
    """Select the photos of a breed or group that are mistaken for another one; for itself, the correct predictions.

    Args:
        truth: WordNet id or name of the group that the photos show; `answer` likewise the predicted one.
        both_ways: Whether both directions are selected.
    """
    st.session_state[TRUTH] = truth
    st.session_state[ANSWER] = answer
    st.session_state[BOTH_WAYS] = both_ways
    if truth == answer and truth not in GROUP_NAMES:
        st.session_state[KIND] = Kind.RIGHT
    elif st.session_state.get(KIND) == Kind.RIGHT:
        st.session_state[KIND] = Kind.WRONG


def in_words(selection: Selection, network: TestedNetwork) -> str:
    """The selection as a phrase."""
    phrases = [_kind_name(network, selection.kind)]
    if selection.truth or selection.answer:
        of = f"{name(selection.truth) if selection.truth else 'any breed'}"
        taken = f" mistaken for {name(selection.answer)}" if selection.answer else ""
        phrases.append(of + taken + (" or the other way round" if selection.both_ways else ""))
    if selection.confidence != (0, 1):
        low, high = selection.confidence
        phrases.append(f"confidence {100 * low:.0f} to {100 * high:.0f} %")
    if selection.in_top5 is not None:
        where = next(words for words, value in TOP5.items() if value == selection.in_top5)
        phrases.append(f"true breed {where}")
    return "; ".join([*phrases, selection.order])


def _kind_name(network: TestedNetwork, kind: Kind) -> str:
    named = kind.replace("the first", network.title).replace("the second", network.other_title)
    return named[0].upper() + named[1:]


def _order_name(order: Order) -> str:
    return order.capitalize()


def _breeds(network: TestedNetwork) -> tuple[str | None, str | None, bool]:
    """Menus of the true and the predicted breed, each a WordNet id, a group's name or None for any, and whether both
    directions are selected."""
    shown = groups_and_breeds(network.top1["truth"].unique())
    predicted = groups_and_breeds(network.top1["answer"].unique())
    left, right = st.columns(2)
    with left:
        truth = breed_menu("True breed", shown, TRUTH)
    with right:
        answer = breed_menu("Predicted breed", predicted, ANSWER)
    both = st.toggle(
        "Also the other way round", key=BOTH_WAYS, bind="query-params", disabled=truth is None and answer is None
    )
    return truth, answer, both

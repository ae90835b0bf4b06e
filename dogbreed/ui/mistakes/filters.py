"""Which of the photos, and in which order."""

from functools import partial

import streamlit as st

from dogbreed.evaluation.selection import Kind, Order, Selection
from dogbreed.ui.mistakes.focus import KIND, focus
from dogbreed.ui.mistakes.tested_network import TestedNetwork
from dogbreed.ui.widgets.breed_menu import name

ALONE = [Kind.WRONG, Kind.RIGHT, Kind.ALL]
ORDERS = list(Order)
TOP5 = {"among its first five answers": True, "not among its first five answers": False}


def selection(network: TestedNetwork) -> Selection:
    """What people chose to look at."""
    truth, answer, both_ways = focus(network)
    with st.expander("Filter and sort", icon=":material/tune:"):
        kind = st.selectbox(
            "Photos",
            list(Kind) if network.other else ALONE,
            format_func=partial(_kind_name, network),
            key=KIND,
            bind="query-params",
        )
        low, high = st.slider(
            "Confidence: the probability of its answer",
            0,
            100,
            (0, 100),
            format="%d %%",
            key="confidence",
            bind="query-params",
        )
        in_top5 = st.selectbox(
            "The right breed is",
            list(TOP5),
            index=None,
            placeholder="Anywhere",
            key="right_breed",
            bind="query-params",
        )
        order = st.selectbox("Order", ORDERS, format_func=_order_name, key="order", bind="query-params")
    return Selection(truth, answer, both_ways, kind, (low / 100, high / 100), TOP5[in_top5] if in_top5 else None, order)


def in_words(selection: Selection, network: TestedNetwork) -> str:
    """What is looked at, as a phrase."""
    phrases = [_kind_name(network, selection.kind)]
    if selection.truth or selection.answer:
        of = f"{name(selection.truth) if selection.truth else 'any breed'}"
        taken = f" taken for {name(selection.answer)}" if selection.answer else ""
        phrases.append(of + taken + (" or the other way round" if selection.both_ways else ""))
    if selection.confidence != (0, 1):
        low, high = selection.confidence
        phrases.append(f"confidence {100 * low:.0f} to {100 * high:.0f} %")
    if selection.in_top5 is not None:
        where = next(words for words, value in TOP5.items() if value == selection.in_top5)
        phrases.append(f"the right breed {where}")
    return "; ".join([*phrases, selection.order])


def _kind_name(network: TestedNetwork, kind: Kind) -> str:
    named = kind.replace("the first", network.name).replace("the second", network.other or "")
    return named[0].upper() + named[1:]


def _order_name(order: Order) -> str:
    return order.capitalize()

"""The choice of networks on the Stress test page."""

from collections.abc import Sequence

import streamlit as st

from dogbreed.networks.registry import CNN, REGISTRY, XCEPTION, title

FIRST = (XCEPTION, CNN)


def network_choice(names: Sequence[str], key: str) -> list[str]:
    """Draw the choice, in the order of the registry, and return the chosen names.

    Args:
        names: Of the networks to choose from.
        key: Of the widget.
    """
    order = [*REGISTRY, *names]
    return st.pills(
        "Networks",
        sorted(names, key=order.index),
        selection_mode="multi",
        default=[name for name in FIRST if name in names] or names[:2],
        format_func=title,
        key=key,
        persist_state="session",
    )

"""What sharing weights buys, in numbers of parameters."""

import streamlit as st

from dogbreed.architecture.weight_sharing import weight_sharing
from dogbreed.ui.architectures.weight_sharing_chart import weight_sharing_chart
from dogbreed.ui.formatting import count, dimensions
from dogbreed.ui.widgets.chart import draw

SIDE, COLOURS, KERNEL, FILTERS = 224, 3, 5, 16
"""The first layer of the 2023 study's network."""


def sharing() -> None:
    """Words on the left, the chart on the right."""
    saving = weight_sharing(SIDE, COLOURS, KERNEL, FILTERS)
    words, figure = st.columns([2, 3], gap="medium")
    window, photo = dimensions((KERNEL, KERNEL)), dimensions((SIDE, SIDE))
    words.markdown(
        f"The 2023 study's first layer slides {FILTERS} filters of {window} pixels over a photo of {photo}: "
        f"{count(saving.shared)} parameters for {count(saving.outputs)} values. Even a dense layer of only {FILTERS} "
        f"values would need {count((SIDE * SIDE * COLOURS + 1) * FILTERS)}.\n\n"
        f"Looking at small windows saves a factor of {count(round(saving.dense / saving.local))}; sharing the weights, "
        f"a further {count(round(saving.local / saving.shared))}. And what is learned about an ear in one corner holds "
        "in every other, so fewer photos are enough."
    )
    with figure:
        draw(weight_sharing_chart(saving, KERNEL, FILTERS))

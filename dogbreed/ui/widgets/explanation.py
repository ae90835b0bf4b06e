"""What explains an answer: the evidence drawn over the photo, and how to tell two breeds apart."""

from collections.abc import Iterable
from urllib.parse import urlsplit

import numpy as np
import streamlit as st

from dogbreed.inference.classifier import Prediction
from dogbreed.inference.evidence import overlay
from dogbreed.inference.second_look import outline_second_look
from dogbreed.look_alikes import Difference
from dogbreed.ui.widgets.small_print import small_print


def evidence_overlay(pixels: np.ndarray, prediction: Prediction, answer: int, rival: int | None) -> np.ndarray:
    """The evidence in colours, with a frame around the area of the second look, see `frame_caption`.

    Args:
        pixels: uint8 [height, width, 3] RGB, the whole photo.
        prediction: Of a network with evidence.
        answer: Index of the breed.
        rival: Index of the breed that it is compared with; None: the mean over all breeds.

    Returns:
        uint8 [height, width, 3] RGB.
    """
    assert prediction.evidence is not None
    coloured = overlay(pixels, prediction.evidence.against(answer, rival), prediction.evidence.fit)
    return coloured if prediction.dog is None else outline_second_look(coloured, prediction.dog)


def frame_caption(prediction: Prediction) -> None:
    """Explain the frame of `evidence_overlay`; nothing for a network without a second look."""
    if prediction.dog:
        st.caption(
            "**Frame**: the area that the network zoomed in on. The answer combines both looks; the colours show the "
            "first."
        )


def in_words(found: Difference) -> None:
    """Draw the text with its sources."""
    st.markdown(found.text)
    in_our_words(found.sources)


def in_our_words(sources: Iterable[str]) -> None:
    """Say that a text is ours, with links to the pages that its facts come from.

    Args:
        sources: Addresses.
    """
    links = ", ".join(f"[{urlsplit(url).netloc.removeprefix('www.')}]({url})" for url in sources)
    small_print(f"In our words, from {links}.")

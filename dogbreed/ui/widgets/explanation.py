"""What explains an answer: the evidence drawn over the photo, and how to tell two breeds apart."""

from urllib.parse import urlsplit

import numpy as np
import streamlit as st

from dogbreed.inference.classifier import Prediction
from dogbreed.inference.evidence import overlay
from dogbreed.inference.second_look import outline_second_look
from dogbreed.look_alikes import Difference


def evidence_overlay(pixels: np.ndarray, prediction: Prediction, answer: int, rival: int | None) -> np.ndarray:
    """The evidence in colours, with a frame around the area of the second look; a caption explains the frame.

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
    if prediction.dog is None:
        return coloured
    st.caption(
        "**Frame**: the area that the network zoomed in on. The answer combines both looks; the colours show the first."
    )
    return outline_second_look(coloured, prediction.dog)


def in_words(found: Difference) -> None:
    """Draw the text with its sources."""
    st.markdown(found.text)
    links = ", ".join(f"[{urlsplit(url).netloc.removeprefix('www.')}]({url})" for url in found.sources)
    st.caption(f"In our words, from {links}.")

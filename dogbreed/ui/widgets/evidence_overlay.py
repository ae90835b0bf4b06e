"""A photo with the evidence for a breed drawn over it."""

import numpy as np
import streamlit as st

from dogbreed.inference.classifier import Prediction
from dogbreed.inference.evidence import overlay
from dogbreed.inference.second_look import outline_second_look


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

"""A photo painted with what speaks for an answer."""

import numpy as np
import streamlit as st

from dogbreed.inference.classifier import Prediction
from dogbreed.inference.evidence import overlay
from dogbreed.inference.second_look import outline_second_look


def evidence_overlay(pixels: np.ndarray, prediction: Prediction, answer: int, rival: int | None) -> np.ndarray:
    """The evidence in colours, with a frame around what was looked at again; a caption says what the frame is.

    Args:
        pixels: uint8 [height, width, 3] RGB, the whole photo.
        prediction: Of a network with evidence.
        answer: Index of the breed; likewise `rival`, None: the mean breed.

    Returns:
        uint8 [height, width, 3] RGB.
    """
    assert prediction.evidence is not None
    coloured = overlay(pixels, prediction.evidence.against(answer, rival), prediction.evidence.fit)
    if prediction.dog is None:
        return coloured
    st.caption(
        "**Framed**: what it looked at again, from nearer. Both looks count; the colours are those of the first."
    )
    return outline_second_look(coloured, prediction.dog)

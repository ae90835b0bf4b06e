"""What a network says of a damaged photo, computed once."""

from dataclasses import dataclass, replace

import numpy as np
import streamlit as st

from dogbreed.imaging.corruption import Damage, corrupt
from dogbreed.inference.classifier import Prediction
from dogbreed.ui.serving import named_classifier


@dataclass(frozen=True)
class Subject:
    """A photo on the bench.

    Attributes:
        key: Tells it from others.
        square: uint8 [299, 299, 3] RGB, see `dogbreed.imaging.corruption`.
    """

    key: str
    square: np.ndarray


def look(name: str, subject: Subject, damage: Damage) -> Prediction:
    """The network's answer to a damaged photo.

    Args:
        name: Of the network.

    Raises:
        BundleError: The network is missing or damaged.
    """
    return _look(name, subject.key, damage, subject)


@st.cache_data(show_spinner=False, max_entries=4096)
def _look(name: str, key: str, damage: Damage, _subject: Subject) -> Prediction:
    """Without what takes room, since thousands are kept."""
    prediction = named_classifier(name).predict(corrupt(_subject.square, damage))
    return replace(prediction, features=np.empty(0, np.float32), evidence=None, scene=None)

"""Predictions for damaged photos, cached."""

from dataclasses import dataclass, replace

import numpy as np
import streamlit as st

from dogbreed.imaging.corruption import Damage, corrupt
from dogbreed.inference.classifier import Prediction
from dogbreed.ui.serving import named_classifier


@dataclass(frozen=True)
class Subject:
    """The photo of the live test.

    Attributes:
        key: Unique among the photos of a session; part of the cache's key.
        square: uint8 [299, 299, 3] RGB, see `dogbreed.imaging.corruption`.
    """

    key: str
    square: np.ndarray


def predict_damaged(name: str, subject: Subject, damage: Damage) -> Prediction:
    """A network's prediction for a damaged photo, without features, evidence and scene.

    Args:
        name: Of the network.

    Raises:
        BundleError: The network is missing or damaged.
    """
    return _predict(name, subject.key, damage, subject)


@st.cache_data(show_spinner=False, max_entries=4096)
def _predict(name: str, key: str, damage: Damage, _subject: Subject) -> Prediction:
    """Without the large arrays, because thousands of predictions are cached."""
    prediction = named_classifier(name).predict(corrupt(_subject.square, damage))
    return replace(prediction, features=np.empty(0, np.float32), evidence=None, scene=None)

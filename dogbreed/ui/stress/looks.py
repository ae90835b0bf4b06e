"""What a network says of a damaged photo, computed once."""

from dataclasses import dataclass

import numpy as np
import streamlit as st

from dogbreed.breeds import Breed, breed
from dogbreed.imaging.corruption import Damage, corrupt
from dogbreed.inference.bundle import load_bundle
from dogbreed.ui.serving import named_classifier


@dataclass(frozen=True)
class Look:
    """An answer.

    Attributes:
        classes: WordNet ids in the order of the probabilities.
        probabilities: float32 [classes], calibrated.
    """

    classes: tuple[str, ...]
    probabilities: np.ndarray

    @property
    def first(self) -> Breed:
        """The most probable breed."""
        return breed(self.classes[int(self.probabilities.argmax())])

    def top(self, k: int) -> list[tuple[Breed, float]]:
        """The k most probable breeds with their probabilities, 0 to 1, the best first."""
        ranking = np.argsort(-self.probabilities, kind="stable")[:k]
        return [(breed(self.classes[place]), float(self.probabilities[place])) for place in ranking]

    def probability(self, of: Breed) -> float:
        """Of a breed, 0 to 1."""
        return float(self.probabilities[self.classes.index(of.wnid)])


@dataclass(frozen=True)
class Subject:
    """A photo on the bench.

    Attributes:
        key: Tells it from others.
        square: uint8 [299, 299, 3] RGB, see `dogbreed.imaging.corruption`.
    """

    key: str
    square: np.ndarray


def title(name: str) -> str:
    """How a network is called on the page."""
    return load_bundle(name).card.title


def look(name: str, subject: Subject, damage: Damage) -> Look:
    """The network's answer to a damaged photo.

    Args:
        name: Of the network.

    Raises:
        BundleError: The network is missing or damaged.
    """
    return _look(name, subject.key, damage, subject)


@st.cache_data(show_spinner=False, max_entries=4096)
def _look(name: str, key: str, damage: Damage, _subject: Subject) -> Look:
    prediction = named_classifier(name).predict(corrupt(_subject.square, damage))
    return Look(prediction.classes, prediction.probabilities)

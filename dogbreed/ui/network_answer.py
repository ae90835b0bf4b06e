"""A network's answer to a photo as the Identify page and `predict` give it, for every page that asks a network."""

from dataclasses import dataclass, replace

import numpy as np
import streamlit as st

from dogbreed.breeds import Breed
from dogbreed.imaging.decode import Photo
from dogbreed.inference.bundle import CARD_FILE
from dogbreed.inference.classifier import Prediction
from dogbreed.inference.verdict import Verdict, VerdictKind, judge
from dogbreed.settings import settings
from dogbreed.ui.file_stamp import file_stamp
from dogbreed.ui.serving import named_classifier
from dogbreed.ui.widgets.photo_choice import ChosenPhoto


@dataclass(frozen=True)
class NetworkAnswer:
    """A network's answer to one photo, small enough to keep thousands.

    Attributes:
        verdict: As on the Identify page.
        prediction: Without features, evidence, scene and embedding.
        dog: Probability, 0 to 1, that the photo shows a dog; None for a network that names a breed for every photo.
    """

    verdict: Verdict
    prediction: Prediction
    dog: float | None

    @property
    def no_dog(self) -> bool:
        """Whether it finds no dog in the photo."""
        return self.verdict.kind is VerdictKind.NOT_A_DOG

    @property
    def favourite(self) -> Breed:
        """The most probable breed; it means nothing where there is no dog."""
        return self.prediction.top(1)[0][0]

    def probability(self, breed: Breed) -> float:
        """Probability of a breed that the network knows, 0 to 1."""
        return float(self.prediction.probabilities[self.prediction.classes.index(breed.wnid)])


def network_answer(name: str, pixels: np.ndarray) -> NetworkAnswer:
    """Ask a network.

    Args:
        name: Of the network.
        pixels: uint8 [height, width, 3] RGB of any size.

    Raises:
        BundleError: The network is missing or damaged.
    """
    network = named_classifier(name)
    found = network.predict(pixels)
    verdict = judge(found, network.bundle.card.thresholds, network.memory)
    small = replace(found, features=np.empty(0, np.float32), evidence=None, scene=None, embedding=None)
    return NetworkAnswer(verdict, small, found.scene.dog if found.scene else None)


def exported(name: str) -> tuple[int, ...]:
    """Part of a cache's key that changes when the network is exported again."""
    return file_stamp(settings().models_dir / name / CARD_FILE)


KEPT = "whole-photo"
"""Key of the session: the last upload with what the Identify page says of it."""


def identified(chosen: ChosenPhoto) -> NetworkAnswer:
    """What the Identify page says of the whole photo; asked once per photo.

    An answer to an upload stays in its session.

    Raises:
        BundleError: The network of the Identify page is missing or damaged.
    """
    if chosen.credit:
        return _identified(chosen.key, settings().model, exported(settings().model), chosen)
    kept: tuple[Photo, NetworkAnswer] | None = st.session_state.get(KEPT)
    if kept is None or kept[0] is not chosen.photo:
        kept = st.session_state[KEPT] = (chosen.photo, network_answer(settings().model, chosen.pixels))
    return kept[1]


@st.cache_resource(show_spinner=False, max_entries=256)
def _identified(key: str, name: str, stamp: tuple[int, ...], _chosen: ChosenPhoto) -> NetworkAnswer:
    return network_answer(name, _chosen.pixels)


def no_dog_sentence(chosen: ChosenPhoto) -> str:
    """The sentence with which the Identify page says that a photo shows no dog; "" if it finds one or the label does.

    Raises:
        BundleError: See `identified`.
    """
    if chosen.truth:
        return ""
    answer = identified(chosen)
    return answer.verdict.sentence if answer.no_dog else ""

"""A network's answer to a photo as the Identify page and `predict` give it, for every page that asks a network."""

from dataclasses import dataclass, replace

import numpy as np
import streamlit as st

from dogbreed.breeds import Breed
from dogbreed.imaging.decode import Photo
from dogbreed.inference.bundle import CARD_FILE
from dogbreed.inference.classifier import NO_FEATURES, Prediction
from dogbreed.inference.verdict import Verdict, VerdictKind, judge
from dogbreed.settings import settings
from dogbreed.ui.file_stamp import file_stamp
from dogbreed.ui.serving import classifier, named_classifier
from dogbreed.ui.shared_network import SharedNetwork
from dogbreed.ui.taught_dogs import taught_dogs
from dogbreed.ui.widgets.photo_choice import ChosenPhoto


@dataclass(frozen=True, eq=False)
class NetworkAnswer:
    """A network's answer to one photo; equal to another one on the same prediction, so that no chart is drawn twice.

    Attributes:
        prediction: What the verdict was judged by.
        verdict: As on the Identify page, with the dogs that the visitor has taught: no cache may share it.
    """

    prediction: Prediction
    verdict: Verdict

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, NetworkAnswer):
            return NotImplemented
        return self.prediction is other.prediction and self.verdict == other.verdict

    def __hash__(self) -> int:
        return hash((id(self.prediction), self.verdict))

    @property
    def no_dog(self) -> bool:
        """Whether it finds no dog in the photo."""
        return self.verdict.kind is VerdictKind.NOT_A_DOG

    @property
    def dog(self) -> float | None:
        """Probability, 0 to 1, that the photo shows a dog; None for a network that names a breed for every photo."""
        return self.prediction.scene.dog if self.prediction.scene else None

    @property
    def favourite(self) -> Breed:
        """The most probable breed; it means nothing where there is no dog."""
        return self.prediction.top(1)[0][0]

    def probability(self, breed: Breed) -> float:
        """Probability of a breed that the network knows, 0 to 1."""
        return float(self.prediction.probabilities[self.prediction.classes.index(breed.wnid)])


def small_prediction(name: str, pixels: np.ndarray) -> Prediction:
    """Ask a network; what it returns has no features and no evidence, so that thousands can be kept.

    Args:
        name: Of the network.
        pixels: uint8 [height, width, 3] RGB of any size.

    Raises:
        BundleError: The network is missing or damaged.
    """
    return replace(named_classifier(name).predict(pixels), features=NO_FEATURES, evidence=None)


def judged(network: SharedNetwork, prediction: Prediction) -> NetworkAnswer:
    """The answer of a network that made a prediction, for the current visitor."""
    verdict = judge(prediction, network.bundle.card.thresholds, network.memory, taught_dogs())
    return NetworkAnswer(prediction, verdict)


def exported(name: str) -> tuple[int, ...]:
    """Part of a cache's key that changes when the network is exported again."""
    return file_stamp(settings().models_dir / name / CARD_FILE)


KEPT = "whole-photo"
"""Key of the session: the last upload with the prediction of the Identify page's network."""


def identified(chosen: ChosenPhoto) -> NetworkAnswer:
    """What the Identify page says of the whole photo; asked once per photo.

    What is said of an upload stays in its session.

    Raises:
        BundleError: The network of the Identify page is missing or damaged.
    """
    name = settings().model
    if chosen.credit:
        return judged(classifier(), _shared(chosen.key, name, exported(name), chosen))
    kept: tuple[Photo, Prediction] | None = st.session_state.get(KEPT)
    if kept is None or kept[0] is not chosen.photo:
        kept = st.session_state[KEPT] = (chosen.photo, small_prediction(name, chosen.pixels))
    return judged(classifier(), kept[1])


@st.cache_resource(show_spinner=False, max_entries=256)
def _shared(key: str, name: str, stamp: tuple[int, ...], _chosen: ChosenPhoto) -> Prediction:
    return small_prediction(name, _chosen.pixels)


def no_dog_sentence(chosen: ChosenPhoto) -> str:
    """The sentence with which the Identify page says that a photo shows no dog; "" if it finds one or the label does.

    Raises:
        BundleError: See `identified`.
    """
    if chosen.truth:
        return ""
    answer = identified(chosen)
    return answer.verdict.sentence if answer.no_dog else ""

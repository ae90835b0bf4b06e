"""The answer of two networks together: one that knows the breeds well and looks twice, and a second opinion.

Their calibrated probabilities are pooled in logarithms (Genest and Zidek 1986): a breed is likely if all find it so.
"""

from dataclasses import replace

import numpy as np

from dogbreed.inference.bundle import NETWORK_FILE, Bundle, BundleError, Mixture, load_bundle
from dogbreed.inference.classifier import Classifier, Prediction
from dogbreed.inference.second_look import evident_dog, from_nearer
from dogbreed.inference.softmax import softmax


class Ensemble:
    """Two networks in memory that answer as one, in the way of a `Classifier`.

    Evidence is the first look's, features are the mean of both; what the photo shows beside dogs is what the second
    opinion sees.
    """

    def __init__(self, bundle: Bundle, mixture: Mixture, threads: int = 2):
        self.bundle, self.mixture = bundle, mixture
        self.network, self.opinion = (Classifier(member, threads) for member in members(bundle.card.name, mixture))

    @property
    def backbone(self) -> Bundle:
        """The bundle that features and evidence come from."""
        return self.network.bundle

    def predict(self, pixels: np.ndarray) -> Prediction:
        """Classify one photo, uint8 [height, width, 3] RGB of any size."""
        first, opinion = self.network.predict(pixels), self.opinion.predict(pixels)
        assert first.evidence is not None
        dog = evident_dog(first.evidence, pixels.shape[1], pixels.shape[0])
        again = self.network.predict(from_nearer(pixels, dog))
        logits = pooled(self.mixture, first.logits, again.logits, opinion.logits)
        probabilities = softmax(logits, self.bundle.card.temperature)
        features = (first.features + again.features) / 2
        return replace(
            first, logits=logits, probabilities=probabilities, features=features, scene=opinion.scene, dog=dog
        )


AnyClassifier = Classifier | Ensemble


def load_network(name: str, threads: int = 2) -> AnyClassifier:
    """A network of the models folder in memory, be it one or two.

    Raises:
        BundleError: It is missing or damaged.
    """
    bundle = load_bundle(name)
    return Ensemble(bundle, bundle.card.mixture, threads) if bundle.card.mixture else Classifier(bundle, threads)


def members(name: str, mixture: Mixture) -> tuple[Bundle, Bundle]:
    """The network and the second opinion.

    Args:
        name: Of the bundle that consists of them.

    Raises:
        BundleError: One is missing, damaged or not the one that the mixture was fitted to.
    """
    network, opinion = load_bundle(mixture.network), load_bundle(mixture.opinion)
    for member in (network, opinion):
        if member.card.sha256[NETWORK_FILE] != mixture.sha256[member.card.name]:
            raise BundleError(
                f"The network “{member.card.name}” was exported again after “{name}” was fitted to it: "
                f"`python -m dogbreed export {name}` fits it again."
            )
    return network, opinion


def pooled(mixture: Mixture, first: np.ndarray, again: np.ndarray, opinion: np.ndarray) -> np.ndarray:
    """Logits of all together, float32 [..., classes].

    Args:
        first: The network's logits at the first look, float32 [..., classes]; likewise `again` and `opinion`.
    """
    weighted = mixture.network_weight * first + mixture.zoom_weight * again + mixture.opinion_weight * opinion
    return weighted.astype(np.float32)

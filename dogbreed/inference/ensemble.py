"""The ensemble: a breed network that looks twice, and the ImageNet filter as a second opinion on the breed.

Their probabilities are combined by logarithmic opinion pooling (Genest and Zidek 1986): a weighted sum of logits.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial

import numpy as np

from dogbreed.inference.bundle import Bundle, BundleError, Mixture, load_bundle
from dogbreed.inference.classifier import Classifier, Prediction
from dogbreed.inference.logits import softmax
from dogbreed.inference.memory import load_memory
from dogbreed.inference.scene import Scene
from dogbreed.inference.second_look import locate_dog, second_look_crop
from dogbreed.inference.several_dogs import load_several


class Ensemble:
    """Two networks in memory with the interface of `Classifier`.

    The evidence is that of the first look, the features are the mean of both looks, and the scene is that of the second
    opinion.

    Args:
        bundle: The bundle of the ensemble.
        mixture: Its members and weights.
        threads: CPU threads of a forward pass.

    Raises:
        BundleError: A member is missing, damaged or not the one that the weights were fitted to.
    """

    def __init__(self, bundle: Bundle, mixture: Mixture, threads: int = 2):
        self.bundle, self.mixture, self.memory = bundle, mixture, load_memory(bundle)
        self.several_dogs = load_several(bundle)
        with ThreadPoolExecutor(2) as pool:  # compiling is most of the time to the first answer
            loaded = pool.map(partial(Classifier, threads=threads), members(bundle.card.name, mixture))
            self.network, self.opinion = loaded

    @property
    def backbone(self) -> Bundle:
        """The bundle that features and evidence come from."""
        return self.network.bundle

    def predict(self, pixels: np.ndarray) -> Prediction:
        """Classify one photo, uint8 [height, width, 3] RGB of any size."""
        first, opinion = self.network.predict(pixels), self.opinion.predict(pixels)
        assert first.evidence is not None
        dog = locate_dog(first.evidence, pixels.shape[1], pixels.shape[0])
        crop = second_look_crop(pixels, dog)
        second_look = self.network.predict(crop)
        logits = pooled(self.mixture, first.logits, second_look.logits, opinion.logits)
        probabilities = softmax(logits, self.bundle.card.temperature)
        features = (first.features + second_look.features) / 2
        return replace(
            first,
            logits=logits,
            probabilities=probabilities,
            features=features,
            scene=self.scene(opinion.scene, lambda: crop) if opinion.scene else None,
            dog=dog,
            several_dogs=self.several_dogs is not None
            and self.several_dogs.noticed(first.features, opinion.features, first.evidence),
            embedding=self.memory.embed(features, opinion.features) if self.memory else None,
        )

    def scene(self, first: Scene, crop: Callable[[], np.ndarray]) -> Scene:
        """What the photo shows: where no dog is seen in it, the area of the second look decides.

        Of the 41 training photos in which the first look sees no dog, this finds 16 dogs, and none in the 375 photos
        without a dog that it rightly refused.

        Args:
            first: What the whole photo shows.
            crop: Returns the area of the second look, uint8 [side, side, 3] RGB; called only if it is needed.
        """
        least = self.bundle.card.thresholds.dog
        if first.dog >= least:
            return first
        again = self.opinion.predict(crop()).scene
        return again if again and again.dog >= least else first


AnyClassifier = Classifier | Ensemble
"""A single network or an ensemble: both have `bundle`, `backbone` and `predict`."""


def load_network(name: str, threads: int = 2) -> AnyClassifier:
    """Load a bundle of the models folder, a single network or an ensemble.

    Args:
        name: Of the bundle.
        threads: CPU threads of a forward pass.

    Raises:
        BundleError: It is missing or damaged.
    """
    return load_classifier(load_bundle(name), threads)


def load_classifier(bundle: Bundle, threads: int = 2) -> AnyClassifier:
    """Load the files of a bundle, whatever folder it is in.

    Raises:
        BundleError: A member of the ensemble is missing or damaged.
    """
    return Ensemble(bundle, bundle.card.mixture, threads) if bundle.card.mixture else Classifier(bundle, threads)


def members(name: str, mixture: Mixture) -> tuple[Bundle, Bundle]:
    """Load the bundles of the network and the second opinion.

    Args:
        name: Name of the ensemble's bundle, for error messages.
        mixture: The members and the SHA-256 of their weights.

    Raises:
        BundleError: One is missing, damaged or not the one that the mixture was fitted to.
    """
    network, opinion = load_bundle(mixture.network), load_bundle(mixture.opinion)
    for member in (network, opinion):
        if member.version != mixture.sha256[member.card.name]:
            raise BundleError(
                f"The network “{member.card.name}” was exported again after “{name}” was fitted to it: "
                f"`python -m dogbreed export {name}` fits it again."
            )
    return network, opinion


def pooled(mixture: Mixture, first: np.ndarray, second_look: np.ndarray, opinion: np.ndarray) -> np.ndarray:
    """Weighted sum of the logits of both looks and of the second opinion.

    Args:
        mixture: The weights.
        first: Logits of the network at the first look, float32 [..., classes].
        second_look: Logits of the network at the second look, float32 [..., classes].
        opinion: Logits of the second opinion, float32 [..., classes].

    Returns:
        float32 [..., classes].
    """
    weighted = mixture.network_weight * first + mixture.zoom_weight * second_look + mixture.opinion_weight * opinion
    return weighted.astype(np.float32)

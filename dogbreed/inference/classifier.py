"""A single network in memory: from pixels to calibrated probabilities, features and evidence."""

from dataclasses import dataclass

import numpy as np

from dogbreed.breeds import Breed, breed
from dogbreed.imaging.resize import resize_to_square
from dogbreed.inference.bundle import Bundle
from dogbreed.inference.engine import CompiledNetwork
from dogbreed.inference.evidence import EvidenceMap
from dogbreed.inference.logits import softmax
from dogbreed.inference.scene import Scene
from dogbreed.inference.second_look import Box

NO_FEATURES = np.empty(0, np.float32)
"""Of a prediction whose features are not needed."""


@dataclass(frozen=True)
class Prediction:
    """The output of a network or an ensemble for one photo.

    Attributes:
        classes: WordNet ids in the order of the logits.
        logits: float32 [classes].
        probabilities: float32 [classes], calibrated, summing to 1.
        features: float32 [channels], the mean of the last feature maps over positions.
        evidence: Contribution of each area to each logit; None for a network without this output.
        scene: ImageNet probabilities; None for a network without this output.
        dog: The box of the dog that the second look used; None without a second look.
        several_dogs: Whether it seems to show several dogs, see `dogbreed.inference.several_dogs`.
        embedding: float32 [dimensions], what the memory of other dogs compares; None without a memory.
    """

    classes: tuple[str, ...]
    logits: np.ndarray
    probabilities: np.ndarray
    features: np.ndarray
    evidence: EvidenceMap | None
    scene: Scene | None = None
    dog: Box | None = None
    several_dogs: bool = False
    embedding: np.ndarray | None = None

    @property
    def ranking(self) -> np.ndarray:
        """Class indices from the most to the least probable, int [classes]."""
        return np.argsort(-self.probabilities, kind="stable")

    def top(self, k: int = 5) -> list[tuple[Breed, float]]:
        """The k most probable breeds with their probabilities, 0 to 1, most probable first."""
        return [(breed(self.classes[index]), float(self.probabilities[index])) for index in self.ranking[:k]]


class Classifier:
    """The network of a bundle in memory. It can be shared between threads, and runs one photo at a time.

    Args:
        bundle: The bundle of a single network.
        threads: CPU threads of a forward pass.
    """

    def __init__(self, bundle: Bundle, threads: int = 2):
        self.bundle = bundle
        self._network = CompiledNetwork(bundle.graph, threads)

    @property
    def knows_scenes(self) -> bool:
        """Whether it has an ImageNet output, which tells dogs from other things."""
        return "imagenet" in self._network.widths

    @property
    def backbone(self) -> Bundle:
        """The bundle that features and evidence come from."""
        return self.bundle

    @property
    def memory(self) -> None:
        """A single network has no memory of other dogs."""
        return None

    @property
    def widths(self) -> dict[str, int]:
        """Length of the last axis of each output, by name."""
        return self._network.widths

    def outputs(self, pixels: np.ndarray) -> dict[str, np.ndarray]:
        """Resize a photo, run the network and return its raw outputs.

        Args:
            pixels: uint8 [height, width, 3] RGB of any size.

        Returns:
            By name, without the batch axis: `logits`, `features` and, if the network has them, `evidence` and
            `imagenet`.
        """
        card = self.bundle.card
        resized = resize_to_square(pixels, card.input_size, card.fit)
        return self._network(resized.astype(np.float32) * np.float32(card.scale) + np.float32(card.offset))

    def predict(self, pixels: np.ndarray) -> Prediction:
        """Classify one photo, uint8 [height, width, 3] RGB of any size."""
        outputs = self.outputs(pixels)
        return Prediction(
            classes=self.bundle.card.classes,
            logits=outputs["logits"],
            probabilities=softmax(outputs["logits"], self.bundle.card.temperature),
            features=outputs["features"],
            evidence=EvidenceMap(outputs["evidence"], self.bundle.card.fit) if "evidence" in outputs else None,
            scene=Scene(softmax(outputs["imagenet"])) if "imagenet" in outputs else None,
        )

"""A network in memory: pixels in, calibrated probabilities, features and evidence out."""

import threading
from dataclasses import dataclass

import numpy as np
from ai_edge_litert.interpreter import Interpreter

from dogbreed.breeds import Breed, breed
from dogbreed.imaging.resize import prepare
from dogbreed.inference.bundle import Bundle
from dogbreed.inference.evidence import EvidenceMap
from dogbreed.inference.scene import Scene
from dogbreed.inference.second_look import Box
from dogbreed.inference.softmax import softmax


@dataclass(frozen=True)
class Prediction:
    """What a network says about one photo.

    Attributes:
        classes: WordNet ids in the order of the logits.
        logits: float32 [classes].
        probabilities: float32 [classes], calibrated, summing to 1.
        features: float32 [channels], the mean of the last feature maps.
        evidence: Scores by area; None for a network whose classifier looks at all areas at once.
        scene: What the photo shows, dog or not; None for a network that knows dogs alone.
        dog: Where the second look found the dog; None for a network that looks once.
    """

    classes: tuple[str, ...]
    logits: np.ndarray
    probabilities: np.ndarray
    features: np.ndarray
    evidence: EvidenceMap | None
    scene: Scene | None = None
    dog: Box | None = None

    @property
    def ranking(self) -> np.ndarray:
        """Class indices from the most to the least probable, int [classes]."""
        return np.argsort(-self.probabilities, kind="stable")

    def top(self, k: int = 5) -> list[tuple[Breed, float]]:
        """The k most probable breeds with their probabilities, 0 to 1, best first."""
        return [(breed(self.classes[index]), float(self.probabilities[index])) for index in self.ranking[:k]]


class Classifier:
    """A bundle's network, ready to answer; safe to share between threads.

    One interpreter serves all callers in turn: it already uses every core that it is given, so a second one would only
    cost memory.
    """

    def __init__(self, bundle: Bundle, threads: int = 2):
        self.bundle = bundle
        self._interpreter = Interpreter(str(bundle.network), num_threads=threads)
        self._run = self._interpreter.get_signature_runner()
        self._lock = threading.Lock()

    @property
    def knows_scenes(self) -> bool:
        """Whether it can tell dogs from other things."""
        return "imagenet" in self._run.get_output_details()

    @property
    def backbone(self) -> Bundle:
        """The bundle that features and evidence come from."""
        return self.bundle

    def width(self, output: str) -> int:
        """Length of the last axis of an output: the classes of `logits`."""
        return int(self._run.get_output_details()[output]["shape"][-1])

    def outputs(self, pixels: np.ndarray) -> dict[str, np.ndarray]:
        """The network's raw outputs by name, without the batch axis: `logits`, `features` and, if it
        has them, `evidence` and `imagenet`.

        Args:
            pixels: uint8 [height, width, 3] RGB of any size.
        """
        card = self.bundle.card
        prepared = prepare(pixels, card.input_size, card.fit)
        photo = prepared[np.newaxis].astype(np.float32) * card.scale + card.offset
        with self._lock:
            outputs = self._run(photo=photo.astype(np.float32))
        return {name: values[0] for name, values in outputs.items()}

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

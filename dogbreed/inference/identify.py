"""Identify the breed in one file: decode it, classify it and decide on a verdict."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from dogbreed.errors import UnreadablePhotoError
from dogbreed.imaging.decode import Photo, decode
from dogbreed.inference.bundle import Bundle
from dogbreed.inference.classifier import Prediction
from dogbreed.inference.memory import Memory
from dogbreed.inference.taught import TaughtDog
from dogbreed.inference.verdict import Verdict, VerdictKind, judge


class Network(Protocol):
    """A network or an ensemble, in whatever wrapping."""

    @property
    def bundle(self) -> Bundle:
        """The bundle with its thresholds."""

    @property
    def memory(self) -> Memory | None:
        """Its memory of other dogs."""

    def predict(self, pixels: np.ndarray) -> Prediction:
        """Classify one photo, uint8 [height, width, 3] RGB of any size."""


@dataclass(frozen=True)
class Answer:
    """The answer for one file.

    Attributes:
        file: Name of the file.
        verdict: The verdict; `unreadable` if the file could not be read.
        photo: The decoded photo; None if the file could not be read.
        prediction: The network's output; None if the file could not be read.
        error: Why the file could not be read, as a sentence; else None.
    """

    file: str
    verdict: Verdict
    photo: Photo | None = None
    prediction: Prediction | None = None
    error: str | None = None

    def record(self) -> dict[str, Any]:
        """The answer as JSON types, as `predict --json` prints it and the page offers it for download."""
        top = [
            {"breed": breed.name, "wnid": breed.wnid, "probability": round(probability, 4)}
            for breed, probability in (self.prediction.top(5) if self.prediction else [])
        ]
        favourite = top[0] if top else {"breed": None, "wnid": None, "probability": None}
        return {
            "file": self.file,
            "verdict": str(self.verdict.kind),
            **favourite,
            "top": top,
            "named": [breed.wnid for breed in self.verdict.named],
            "group": self.verdict.group.name if self.verdict.group else None,
            "taught": self.verdict.taught or None,
            "suggested": [breed.name for breed in self.verdict.suggested],
            "several_dogs": self.prediction.several_dogs if self.prediction else False,
            "seen": self.verdict.seen.name if self.verdict.seen else None,
            "error": self.error,
        }


def identify(file: str, data: bytes, network: Network, taught: Sequence[TaughtDog] = ()) -> Answer:
    """Identify the breed in a file.

    Args:
        file: Name of the file.
        data: Its bytes.
        network: Answers; `predict` is called only for a file that can be read.
        taught: Dogs that a person has taught it.

    Returns:
        The answer; a file that cannot be read gets the verdict `unreadable` with the reason.
    """
    try:
        photo = decode(data)
    except UnreadablePhotoError as error:
        return unreadable(file, str(error))
    return identify_decoded(file, photo, network, taught)


def identify_decoded(file: str, photo: Photo, network: Network, taught: Sequence[TaughtDog] = ()) -> Answer:
    """The same for a photo that has been decoded."""
    prediction = network.predict(photo.pixels)
    verdict = judge(prediction, network.bundle.card.thresholds, network.memory, taught)
    return Answer(file, verdict, photo, prediction)


def unreadable(file: str, reason: str) -> Answer:
    """The answer for a file that cannot be read as a photo; `reason` is a sentence."""
    return Answer(file, Verdict(VerdictKind.UNREADABLE, reason=reason), error=reason)

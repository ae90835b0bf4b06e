"""The plain sentence that a prediction deserves."""

from dataclasses import dataclass
from enum import StrEnum

from dogbreed.breeds import Breed
from dogbreed.inference.bundle import Thresholds
from dogbreed.inference.classifier import Prediction


class VerdictKind(StrEnum):
    """How far an answer goes."""

    BREED = "breed"
    UNSURE = "unsure"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Verdict:
    """An answer in words.

    Attributes:
        sentence: What a person reads.
        named: The breeds that the sentence vouches for.
        group: The kennel group, when the verdict is one.
        seen: What the photo shows, when it is not a dog.
    """

    kind: VerdictKind
    sentence: str
    named: tuple[Breed, ...] = ()
    group: str | None = None
    seen: str | None = None


def decide(prediction: Prediction, thresholds: Thresholds) -> Verdict:
    """Name the breed when its calibrated probability reaches the threshold fitted on validation photos."""
    [(favourite, probability)] = prediction.top(1)
    if probability >= thresholds.breed:
        return Verdict(VerdictKind.BREED, f"Very likely {favourite.with_article}", named=(favourite,))
    return Verdict(VerdictKind.UNSURE, f"Not sure enough to name one breed; the closest is {favourite.with_article}")

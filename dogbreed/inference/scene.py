"""What the gate sees in a photo, dog or not."""

from dataclasses import dataclass

import numpy as np

from dogbreed.imagenet import IMAGENET, ImageNetClass, Kind

PLACES = {kind: np.array([known.kind is kind for known in IMAGENET]) for kind in Kind}
DOGS = PLACES[Kind.BREED] | PLACES[Kind.DOG]
CANIDS = (Kind.BREED, Kind.DOG, Kind.WILD_CANID)


@dataclass(frozen=True)
class Scene:
    """Probabilities of all that the gate knows.

    Attributes:
        probabilities: float32 [1000], in the order of `IMAGENET`, summing to 1.
    """

    probabilities: np.ndarray

    @property
    def dog(self) -> float:
        """Probability that there is a dog, of the 120 breeds or another, 0 to 1."""
        return float(self.probabilities[DOGS].sum())

    @property
    def canid(self) -> Kind:
        """The likeliest of a dog of the 120 breeds, another dog, and a wolf, fox or coyote."""
        return max(CANIDS, key=lambda kind: float(self.probabilities[PLACES[kind]].sum()))

    @property
    def other_dog(self) -> ImageNetClass:
        """The likeliest dog that is none of the 120 breeds."""
        return self._ranked(PLACES[Kind.DOG])[0][0]

    @property
    def seen(self) -> ImageNetClass:
        """What the photo shows most probably if it is not a dog."""
        return self.others(1)[0][0]

    @property
    def clear(self) -> bool:
        """Whether one class is likelier than all others together."""
        return float(self.probabilities.max()) > 0.5

    def others(self, k: int) -> list[tuple[ImageNetClass, float]]:
        """The k likeliest classes that are no dogs with their probabilities, 0 to 1, the best first."""
        return self._ranked(~DOGS)[:k]

    def _ranked(self, among: np.ndarray) -> list[tuple[ImageNetClass, float]]:
        ranking = np.argsort(-self.probabilities, kind="stable")
        return [(IMAGENET[place], float(self.probabilities[place])) for place in ranking[among[ranking]]]

"""The ImageNet filter: does the photo show a dog, and if not, what does it show?"""

from dataclasses import dataclass

import numpy as np

from dogbreed.imagenet import IMAGENET, ImageNetClass, Kind

PLACES = {kind: np.array([known.kind is kind for known in IMAGENET]) for kind in Kind}
DOGS = PLACES[Kind.BREED] | PLACES[Kind.DOG]
CANIDS = (Kind.BREED, Kind.DOG, Kind.WILD_CANID)


@dataclass(frozen=True)
class Scene:
    """Probabilities of the 1000 ImageNet classes for one photo.

    Attributes:
        probabilities: float32 [1000], in the order of `IMAGENET`, summing to 1.
    """

    probabilities: np.ndarray

    @property
    def dog(self) -> float:
        """Probability, 0 to 1, that the photo shows a dog of the 120 breeds or of another breed."""
        return float(self.probabilities[DOGS].sum())

    @property
    def canid(self) -> Kind:
        """The most probable kind of canid: one of the 120 breeds, another dog breed, or a wolf, fox or coyote."""
        return max(CANIDS, key=lambda kind: float(self.probabilities[PLACES[kind]].sum()))

    @property
    def seen(self) -> ImageNetClass:
        """The most probable class that is not a dog."""
        return self.others(1)[0][0]

    @property
    def clear(self) -> bool:
        """Whether one class is more probable than all others together."""
        return float(self.probabilities.max()) > 0.5

    def others(self, k: int) -> list[tuple[ImageNetClass, float]]:
        """The k most probable classes that are not dogs with their probabilities, 0 to 1, most probable first."""
        return self._ranked(~DOGS)[:k]

    def _ranked(self, among: np.ndarray) -> list[tuple[ImageNetClass, float]]:
        ranking = np.argsort(-self.probabilities, kind="stable")
        return [(IMAGENET[place], float(self.probabilities[place])) for place in ranking[among[ranking]]]

"""The memory of other dogs: photos of breeds and mixes outside the 120, by which an unknown breed is noticed and named.

A softmax over 120 breeds names one of them for every dog. So a photo is compared by its nearest neighbours (as in Sun
et al. 2022) with prototypes of the 120 breeds on one side and photos of other dogs on the other: the difference of both
similarities, added to the energy score, tells breeds that were learned from others. The nearest other dogs then say
what it looks like. No photo of another dog needs training, so a new one can be added at any time.
"""

import hashlib
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from dogbreed.inference.bundle import Bundle
from dogbreed.inference.cosine import cosines, unit
from dogbreed.inference.logits import energy_score
from dogbreed.other_breeds import OtherBreed, other_breed

MEMORY_FILE = "memory.npz"
KNOWN_NEIGHBOURS, OTHER_NEIGHBOURS = 5, 3
"""Nearest prototypes and nearest photos whose mean similarity counts."""
OPINION_SHARE = 1.5
"""Length of the second opinion's part of an embedding; that of the breed network has length 1."""
VOTERS = 12
"""Nearest photos of other dogs that vote for their breed."""
SHARPNESS = 0.1
"""Difference in similarity at which a vote counts e times as much."""
SUGGESTIONS = 3


@dataclass(frozen=True, eq=False)
class Memory:
    """Embeddings of the 120 breeds and of other dogs.

    An embedding is made of the features of both networks, reduced by principal components that are each divided by the
    square root of their standard deviation.

    Attributes:
        mean: float32 [features], mean features of the breed network over all training photos.
        directions: float16 [features, dimensions].
        opinion_mean: float32 [opinion features], the same for the second opinion.
        opinion_directions: float16 [opinion features, opinion dimensions].
        prototypes: int8 [prototypes, all dimensions], cluster centres of each of the 120 breeds.
        others: int8 [photos, all dimensions], photos of other dogs.
        names: str [photos], their breeds, keys of `dogbreed.other_breeds`.
        weight: What a difference of 1 in similarity counts beside the energy score.
    """

    mean: np.ndarray
    directions: np.ndarray
    opinion_mean: np.ndarray
    opinion_directions: np.ndarray
    prototypes: np.ndarray
    others: np.ndarray
    names: np.ndarray
    weight: float

    def embed(self, features: np.ndarray, opinion_features: np.ndarray) -> np.ndarray:
        """Embeddings of length 1, float32 [..., all dimensions]; not by `@`, see `dogbreed.inference.cosine`.

        Args:
            features: float32 [..., features], mean of both looks of the breed network.
            opinion_features: float32 [..., opinion features].
        """
        breed, opinion = self._float_directions
        own = unit(np.einsum("...f,fd->...d", features - self.mean, breed))
        second = unit(np.einsum("...f,fd->...d", opinion_features - self.opinion_mean, opinion))
        return unit(np.concatenate([own, OPINION_SHARE * second], axis=-1))

    def similarity_gap(self, embeddings: np.ndarray) -> np.ndarray:
        """Mean cosine similarity to the nearest prototypes minus that to the nearest other dogs, float32 [...].

        Args:
            embeddings: float32 [..., all dimensions], see `embed`.
        """
        gap: np.ndarray = self.known_similarity(embeddings) - self.other_similarity(embeddings)
        return gap

    def known_similarity(self, embeddings: np.ndarray) -> np.ndarray:
        """Mean cosine similarity to the nearest prototypes of the 120 breeds, float32 [...]."""
        return nearest_mean(cosines(embeddings, self.known_vectors), KNOWN_NEIGHBOURS)

    def other_similarity(self, embeddings: np.ndarray) -> np.ndarray:
        """Mean cosine similarity to the nearest photos of other dogs, float32 [...]."""
        return nearest_mean(cosines(embeddings, self.other_vectors), OTHER_NEIGHBOURS)

    @cached_property
    def similarity_among_others(self) -> np.ndarray:
        """Of each other dog to the rest of them or to the 120 breeds, whichever is higher, float32 [photos]."""
        similarities = cosines(self.other_vectors, self.other_vectors)
        np.fill_diagonal(similarities, -1)
        among = nearest_mean(similarities, OTHER_NEIGHBOURS)
        highest: np.ndarray = np.maximum(among, self.known_similarity(self.other_vectors))
        return highest

    @cached_property
    def space(self) -> str:
        """Tells which embeddings can be compared: hexadecimal digest of what makes them."""
        parts = (self.mean, self.directions, self.opinion_mean, self.opinion_directions)
        return hashlib.sha256(b"".join(part.tobytes() for part in parts)).hexdigest()[:16]

    def familiarity(self, logits: np.ndarray, embeddings: np.ndarray) -> np.ndarray:
        """How much photos are like those of the 120 breeds: the energy score plus the weighted gap, float [...].

        Args:
            logits: float32 [..., classes], of the ensemble.
            embeddings: float32 [..., all dimensions].
        """
        familiarity: np.ndarray = energy_score(logits) + self.weight * self.similarity_gap(embeddings)
        return familiarity

    def suggest(self, embedding: np.ndarray, least: float) -> tuple[OtherBreed, ...]:
        """The breeds of the nearest other dogs, at most `SUGGESTIONS`, the one with most votes first.

        Args:
            embedding: float32 [all dimensions].
            least: Cosine similarity to the nearest of them below which nothing is suggested.
        """
        similarities = cosines(embedding, self.other_vectors)
        if not len(similarities) or similarities.max() < least:
            return ()
        return tuple(other_breed(name) for name in vote(self.names, similarities)[:SUGGESTIONS])

    @cached_property
    def known_vectors(self) -> np.ndarray:
        """The prototypes, scaled to length 1, float32 [prototypes, all dimensions]."""
        return unit(self.prototypes.astype(np.float32))

    @cached_property
    def other_vectors(self) -> np.ndarray:
        """The other dogs, scaled to length 1, float32 [photos, all dimensions]."""
        return unit(self.others.astype(np.float32))

    @cached_property
    def _float_directions(self) -> tuple[np.ndarray, np.ndarray]:
        """In float32, which NumPy multiplies faster than float16."""
        return self.directions.astype(np.float32), self.opinion_directions.astype(np.float32)


def load_memory(bundle: Bundle) -> Memory | None:
    """The memory in a bundle; None if the bundle has none."""
    if MEMORY_FILE not in bundle.card.sha256:
        return None
    with np.load(bundle.folder / MEMORY_FILE) as stored:
        return Memory(
            **{name: stored[name] for name in stored.files if name != "weight"}, weight=float(stored["weight"])
        )


def vote(names: np.ndarray, similarities: np.ndarray) -> list[str]:
    """The names of the nearest photos, the one with the most votes first; a nearer photo counts more.

    Args:
        names: str [photos].
        similarities: float32 [photos], cosine similarity of a photo to each of them.
    """
    nearest = np.argsort(-similarities, kind="stable")[:VOTERS]
    votes: dict[str, float] = {}
    for name, similarity in zip(names[nearest], similarities[nearest], strict=True):
        votes[name] = votes.get(name, 0.0) + float(np.exp(similarity / SHARPNESS))
    return sorted(votes, key=lambda name: -votes[name])


def nearest_mean(similarities: np.ndarray, count: int) -> np.ndarray:
    """Mean of the `count` highest of similarities, float32 [..., photos]; float32 [...]."""
    count = min(count, similarities.shape[-1])
    mean: np.ndarray = np.partition(similarities, -count, axis=-1)[..., -count:].mean(axis=-1)
    return mean

"""Build the memory of other dogs from the features of the training photos and of photos of other dogs."""

from dataclasses import fields, replace

import numpy as np
from sklearn.cluster import KMeans

from dogbreed.atomic import atomic_write
from dogbreed.evaluation.scoring import Looks
from dogbreed.inference.bundle import Bundle
from dogbreed.inference.cosine import cosines, unit
from dogbreed.inference.logits import energy_score
from dogbreed.inference.memory import MEMORY_FILE, SUGGESTIONS, Memory, vote
from dogbreed.training.bundle_export import write_card
from dogbreed.training.similar_index import principal_directions, to_int8

DIMENSIONS, OPINION_DIMENSIONS = 96, 64
"""Of the embedding: with 128 and 128 or 256 and 256, other breeds are noticed no more often."""
PROTOTYPES = 10
"""Cluster centres of each breed: as good as all its 100 photos, in a tenth of the memory."""
RELATIVE_WEIGHT = 3.0
"""Standard deviations of the similarity gap that count as much as one of the energy score; of 1, 1.5, 2 and 3 the best
for other breeds whose photos, whose source or whose whole breed had been left out of the memory."""

SUGGESTION_PRECISION = 0.8
"""Lowest share of photos, 0 to 1, whose breed is among the suggestions, of those that get any and whose breed is in the
memory."""


def remember(trained: Looks, labels: np.ndarray, others: Looks, names: np.ndarray) -> Memory:
    """A memory of other dogs, without its weight, see `weighted`.

    Args:
        trained: Features of the training photos.
        labels: int [photos], indices of their breeds.
        others: Features of photos of other dogs.
        names: str [other photos], their breeds, keys of `dogbreed.other_breeds`.
    """
    none = np.zeros((0, DIMENSIONS + OPINION_DIMENSIONS), np.int8)
    mean, directions = principal_directions(trained.features, DIMENSIONS)
    opinion_mean, opinion_directions = principal_directions(trained.opinion, OPINION_DIMENSIONS)
    space = Memory(mean, directions, opinion_mean, opinion_directions, none, none, names, weight=0.0)
    return replace(
        space,
        prototypes=to_int8(prototypes(space.embed(trained.features, trained.opinion), labels)),
        others=to_int8(space.embed(others.features, others.opinion)),
    )


def weighted(memory: Memory, embeddings: np.ndarray, logits: np.ndarray) -> Memory:
    """The memory with the weight of its similarity gap.

    Args:
        embeddings: float32 [photos, dimensions], of photos of the 120 breeds that made no prototype.
        logits: float32 [photos, classes], of the ensemble to these photos.
    """
    weight = RELATIVE_WEIGHT * energy_score(logits).std() / memory.similarity_gap(embeddings).std()
    return replace(memory, weight=float(weight))


def least_similarity(memory: Memory) -> float:
    """The lowest similarity to the nearest other dog at which the suggestions are right often enough.

    Each photo of a breed that has another photo in the memory is compared with all others.
    """
    similarities = cosines(memory.other_vectors, memory.other_vectors)
    np.fill_diagonal(similarities, -1)
    names, photos = np.unique(memory.names, return_counts=True)
    again = np.flatnonzero(np.isin(memory.names, names[photos > 1]))
    right = [memory.names[row] in vote(memory.names, similarities[row])[:SUGGESTIONS] for row in again]
    nearest = similarities[again].max(axis=1)
    order = np.argsort(-nearest)
    precision = np.cumsum(np.array(right)[order]) / np.arange(1, len(again) + 1)
    enough = np.flatnonzero(precision >= SUGGESTION_PRECISION)
    return float(nearest[order][enough[-1]]) if len(enough) else 1.0


def store_memory(memory: Memory, bundle: Bundle) -> Bundle:
    """Add the memory to a bundle."""
    arrays = {field.name: getattr(memory, field.name) for field in fields(Memory)}
    atomic_write(bundle.folder / MEMORY_FILE, lambda part: np.savez_compressed(part.open("wb"), **arrays))
    return write_card(bundle.card, bundle.folder, MEMORY_FILE)


def prototypes(embeddings: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Cluster centres of each breed, in the order of the labels, float32 [breeds * `PROTOTYPES`, dimensions]."""
    centres = []
    for label in range(labels.max() + 1):
        inside = embeddings[labels == label]
        clusters = KMeans(min(PROTOTYPES, len(inside)), n_init=1, random_state=0, max_iter=20).fit(inside)
        centres.append(clusters.cluster_centers_)
    return unit(np.concatenate(centres))

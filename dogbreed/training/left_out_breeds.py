"""Answers of the ensemble for breeds that it was not trained on: heads of `xception` with some breeds left out.

    python -m dogbreed evaluate served --unknown-breeds

Every head is stored in the work folder, so that a stopped call resumes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from rich.progress import track

from dogbreed.breeds import BREEDS, Breed
from dogbreed.imagenet import BREED_PLACES
from dogbreed.inference.classifier import NO_FEATURES, Prediction
from dogbreed.inference.ensemble import Ensemble, pooled
from dogbreed.inference.logits import softmax
from dogbreed.inference.memory import Memory
from dogbreed.inference.scene import Scene
from dogbreed.inference.verdict import Verdict, judge
from dogbreed.training.linear_head import LinearHead, fit_linear_head, stored_head
from dogbreed.training.out_of_fold import WEIGHT_DECAY
from dogbreed.training.recipes import Workspace

HEADS = 10
"""Number of heads; each leaves out every tenth breed."""


def answers_without(
    workspace: Workspace,
    looks: Sequence[np.ndarray],
    labels: np.ndarray,
    imagenet: np.ndarray,
    ensemble: Ensemble,
    embeddings: np.ndarray | None = None,
) -> Iterator[tuple[Breed, Verdict]]:
    """The breed of each photo and the verdict of an ensemble that was not trained on this breed.

    Args:
        workspace: The workspace of `xception`.
        looks: Features of the first and of the second look, float32 [photos, channels] each.
        labels: int [photos], indices into `BREEDS`.
        imagenet: Logits of the second opinion, float32 [photos, 1000].
        ensemble: Its weights, thresholds and memory of other dogs, which does not know the left-out breeds either.
        embeddings: float32 [photos, dimensions], see `dogbreed.inference.memory.Memory.embed`; None without a memory.
    """
    mixture, thresholds = ensemble.mixture, ensemble.bundle.card.thresholds
    version = mixture.sha256.get(mixture.network, "")
    for left_out in track(range(HEADS), "heads with breeds left out"):
        known = np.array([place for place in range(len(BREEDS)) if place % HEADS != left_out])
        shown = labels % HEADS == left_out
        head = _head(workspace, version, looks[0], labels, known, left_out)
        first, second_look = (head.logits(features[shown]) for features in looks)
        places = np.array(BREED_PLACES)
        logits = pooled(mixture, first, second_look, imagenet[shown][:, places[known]])
        scenes = softmax(_without_breeds(imagenet[shown], places, left_out))
        classes = tuple(BREEDS[place].wnid for place in known)
        memory = _without_prototypes(ensemble.memory, known) if ensemble.memory else None
        seen = embeddings[shown] if embeddings is not None else [None] * len(logits)
        for label, row, scene, embedding in zip(labels[shown], logits, scenes, seen, strict=True):
            prediction = Prediction(classes, row, softmax(row), NO_FEATURES, None, Scene(scene), embedding=embedding)
            yield BREEDS[label], judge(prediction, thresholds, memory)


def _head(
    workspace: Workspace, version: str, features: np.ndarray, labels: np.ndarray, known: np.ndarray, left_out: int
) -> LinearHead:
    """The head that was fitted to the photos of the known breeds only."""

    def fitted() -> LinearHead:
        learned = labels % HEADS != left_out
        indices = np.searchsorted(known, labels[learned])
        return fit_linear_head(features[learned], indices, len(known), WEIGHT_DECAY)

    return stored_head(workspace.folder / f"without-{left_out}-of-{HEADS}-{version[:12]}.npz", fitted)


def _without_breeds(imagenet: np.ndarray, places: np.ndarray, left_out: int) -> np.ndarray:
    """ImageNet logits with those of the left-out breeds set to minus infinity."""
    remaining = imagenet.copy()
    remaining[:, places[np.arange(len(places)) % HEADS == left_out]] = -np.inf
    return remaining


def _without_prototypes(memory: Memory, known: np.ndarray) -> Memory:
    """The memory with the prototypes of the known breeds only."""
    by_breed = memory.prototypes.reshape(len(BREEDS), -1, memory.prototypes.shape[1])
    return replace(memory, prototypes=by_breed[known].reshape(-1, memory.prototypes.shape[1]))

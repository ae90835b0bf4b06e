"""Answers of the ensemble for breeds that it was not trained on: heads of `xception` with some breeds left out.

    python -m dogbreed evaluate served --unknown-breeds

Every head is stored in the work folder, so that a stopped call resumes.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from rich.progress import track

from dogbreed.breeds import BREEDS, Breed
from dogbreed.imagenet import BREED_PLACES
from dogbreed.inference.bundle import Mixture, Thresholds
from dogbreed.inference.ensemble import pooled
from dogbreed.inference.logits import energy_score, softmax
from dogbreed.inference.scene import Scene
from dogbreed.inference.verdict import CONSIDERED, Verdict, decide
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
    mixture: Mixture,
    thresholds: Thresholds,
) -> Iterator[tuple[Breed, Verdict]]:
    """The breed of each photo and the verdict of an ensemble that was not trained on this breed.

    Args:
        workspace: The workspace of `xception`.
        looks: Features of the first and of the second look, float32 [photos, channels] each.
        labels: int [photos], indices into `BREEDS`.
        imagenet: Logits of the second opinion, float32 [photos, 1000].
        mixture: Weights of the ensemble.
        thresholds: Thresholds of the verdicts.
    """
    version = mixture.sha256.get(mixture.network, "")
    for left_out in track(range(HEADS), "heads with breeds left out"):
        known = np.array([place for place in range(len(BREEDS)) if place % HEADS != left_out])
        shown = labels % HEADS == left_out
        head = _head(workspace, version, looks[0], labels, known, left_out)
        first, second_look = (head.logits(features[shown]) for features in looks)
        places = np.array(BREED_PLACES)
        logits = pooled(mixture, first, second_look, imagenet[shown][:, places[known]])
        scenes = softmax(_without_breeds(imagenet[shown], places, left_out))
        for label, row, scene in zip(labels[shown], logits, scenes, strict=True):
            yield BREEDS[label], _verdict(row, known, Scene(scene), thresholds)


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


def _verdict(logits: np.ndarray, known: np.ndarray, scene: Scene, thresholds: Thresholds) -> Verdict:
    probabilities = softmax(logits)
    ranking = np.argsort(-probabilities, kind="stable")[:CONSIDERED]
    top = [(BREEDS[known[place]], float(probabilities[place])) for place in ranking]
    return decide(top, thresholds, scene.dog, scene.canid, float(energy_score(logits)))

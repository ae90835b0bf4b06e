"""Heads of `xception` that do not know some of the breeds, and what `served` says with them.

    python -m dogbreed evaluate served --unknown-breeds

Every head is kept in the work folder and a new call goes on from there.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from rich.progress import track

from dogbreed.breeds import BREEDS, Breed
from dogbreed.imagenet import BREED_PLACES
from dogbreed.inference.bundle import Mixture, Thresholds
from dogbreed.inference.energy import energy_score
from dogbreed.inference.ensemble import pooled
from dogbreed.inference.scene import Scene
from dogbreed.inference.softmax import softmax
from dogbreed.inference.verdict import CONSIDERED, Verdict, decide
from dogbreed.training.linear_head import LinearHead, fit_linear_head, kept_head, smoothed_targets
from dogbreed.training.out_of_fold import WEIGHT_DECAY
from dogbreed.training.workspace import Workspace

HEADS = 10


def answers_without(
    workspace: Workspace,
    looks: Sequence[np.ndarray],
    labels: np.ndarray,
    imagenet: np.ndarray,
    mixture: Mixture,
    thresholds: Thresholds,
) -> Iterator[tuple[Breed, Verdict]]:
    """The breed of each photo and the verdict of a network that does not know it.

    Args:
        looks: Features of the first and of the second look, float32 [photos, channels] each.
        labels: int [photos], places among `BREEDS`.
        imagenet: The second opinion's logits, float32 [photos, 1000].
    """
    for left_out in track(range(HEADS), "heads without some breeds"):
        known = np.array([place for place in range(len(BREEDS)) if place % HEADS != left_out])
        shown = labels % HEADS == left_out
        head = _head(workspace, looks[0], labels, known, left_out)
        first, again = (head.logits(features[shown]) for features in looks)
        places = np.array(BREED_PLACES)
        logits = pooled(mixture, first, again, imagenet[shown][:, places[known]])
        scenes = softmax(_forgotten(imagenet[shown], places, left_out))
        for label, row, scene in zip(labels[shown], logits, scenes, strict=True):
            yield BREEDS[label], _verdict(row, known, Scene(scene), thresholds)


def _head(
    workspace: Workspace, features: np.ndarray, labels: np.ndarray, known: np.ndarray, left_out: int
) -> LinearHead:
    """Fitted to the photos of the breeds that it shall know."""

    def fitted() -> LinearHead:
        learned = labels % HEADS != left_out
        targets = smoothed_targets(np.searchsorted(known, labels[learned]), len(known), 0)
        return fit_linear_head(features[learned], targets, WEIGHT_DECAY)

    return kept_head(workspace.folder / f"without-{left_out}-of-{HEADS}.npz", fitted)


def _forgotten(imagenet: np.ndarray, places: np.ndarray, left_out: int) -> np.ndarray:
    """ImageNet logits without the breeds that are left out."""
    forgotten = imagenet.copy()
    forgotten[:, places[np.arange(len(places)) % HEADS == left_out]] = -np.inf
    return forgotten


def _verdict(logits: np.ndarray, known: np.ndarray, scene: Scene, thresholds: Thresholds) -> Verdict:
    probabilities = softmax(logits)
    ranking = np.argsort(-probabilities, kind="stable")[:CONSIDERED]
    top = [(BREEDS[known[place]], float(probabilities[place])) for place in ranking]
    return decide(top, thresholds, scene.dog, scene.canid, float(energy_score(logits)))

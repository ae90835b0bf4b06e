"""Probabilities for the training photos by heads that have not learned from them.

    python -m dogbreed data label-errors

The heads are those of `xception`, each fitted to four fifths of the training photos; near-duplicates are never on both
sides. Every head is kept in the work folder and a new call goes on from there.
"""

from collections.abc import Sequence
from functools import partial

import numpy as np
import pandas as pd
from rich.progress import track
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from sklearn.model_selection import StratifiedGroupKFold

from dogbreed.errors import DogbreedError
from dogbreed.evaluation.calibration import fit_temperature
from dogbreed.inference.softmax import softmax
from dogbreed.networks.xception import CHANNELS
from dogbreed.resumable import ResumableArray
from dogbreed.training.linear_head import LinearHead, fit_linear_head, kept_head, smoothed_targets
from dogbreed.training.workspace import Workspace

FOLDS = 5
WEIGHT_DECAY = 1e-3
"""What the validation photos chose for `xception`."""


def stored_features(workspace: Workspace, photos: int) -> np.ndarray:
    """Features of the training photos as the training of `xception` left them, float32 [photos, 2048].

    Raises:
        DogbreedError: They are not there, or not all.
    """
    array = ResumableArray(workspace.folder / "plain.f32", (photos, CHANNELS), np.float32)
    if array.done != photos:
        raise DogbreedError(
            f"{workspace.folder} does not hold the features of the training photos: "
            "`python -m dogbreed train xception` makes them."
        )
    return array.values()


def out_of_fold_heads(
    workspace: Workspace, features: np.ndarray, labels: np.ndarray, folds: np.ndarray, classes: int
) -> list[LinearHead]:
    """For each fold a head that was fitted to the photos of the others.

    Args:
        features: float32 [photos, channels].
        labels: int [photos].
        folds: int [photos], see `assign_folds`.
    """

    def fitted(fold: int) -> LinearHead:
        learned = folds != fold
        return fit_linear_head(features[learned], smoothed_targets(labels[learned], classes, 0), WEIGHT_DECAY)

    return [
        kept_head(workspace.folder / f"out-of-fold-{fold}.npz", partial(fitted, fold))
        for fold in track(range(folds.max() + 1), "heads for photos that they do not know")
    ]


def out_of_fold_logits(heads: Sequence[LinearHead], features: np.ndarray, folds: np.ndarray) -> np.ndarray:
    """Each photo's scores by the head that has not learned from it, float32 [photos, classes].

    Args:
        heads: See `out_of_fold_heads`.
        features: float32 [photos, channels].
        folds: int [photos], see `assign_folds`.
    """
    logits = np.empty((len(features), len(heads[0].bias)), np.float32)
    for fold, head in enumerate(heads):
        logits[folds == fold] = head.logits(features[folds == fold])
    return logits


def calibrated(logits: np.ndarray, labels: np.ndarray, folds: np.ndarray) -> np.ndarray:
    """Probabilities, float32 [photos, classes]; each fold's temperature is fitted to the other folds."""
    probabilities = np.empty_like(logits)
    for fold in range(folds.max() + 1):
        inside = folds == fold
        probabilities[inside] = softmax(logits[inside], fit_temperature(logits[~inside], labels[~inside]))
    return probabilities


def assign_folds(files: pd.Series, labels: np.ndarray, duplicates: pd.DataFrame) -> np.ndarray:
    """A fold for each photo, int [photos] from 0: breeds spread evenly, near-duplicates together.

    Args:
        files: Names of the photos.
        labels: int [photos].
        duplicates: See `dogbreed.dataset.duplicates`.
    """
    folds = np.empty(len(labels), int)
    parts = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=0)
    for fold, (_, inside) in enumerate(parts.split(labels, labels, _groups(files, duplicates))):
        folds[inside] = fold
    return folds


def _groups(files: pd.Series, duplicates: pd.DataFrame) -> np.ndarray:
    """A number for each photo that it shares with its near-duplicates and theirs."""
    place = pd.Series(range(len(files)), files)
    pairs = duplicates[duplicates["file"].isin(files) & duplicates["other"].isin(files)]
    one, other = (place[pairs[column]].to_numpy() for column in ("file", "other"))
    graph = coo_array((np.ones(len(pairs)), (one, other)), shape=(len(files), len(files)))
    return connected_components(graph, directed=False)[1]

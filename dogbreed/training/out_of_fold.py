"""Out-of-fold predictions (cross-validation) for the training photos, with linear heads on ImageNet features.

    python -m dogbreed data label-errors

Each head is fitted to four fifths of the training photos; near-duplicates are in the same fold. Every head is stored in
the work folder, so that a stopped call resumes.
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
from dogbreed.inference.logits import softmax
from dogbreed.networks.xception import CHANNELS
from dogbreed.resumable import ResumableArray
from dogbreed.training.linear_head import LinearHead, fit_linear_head, stored_head
from dogbreed.training.recipes import Workspace

FOLDS = 5
FEATURES_FILE = "plain.f32"
WEIGHT_DECAY = 1e-3
"""The weight decay that was chosen for `xception` on the validation photos."""


def backbone_features(workspace: Workspace, photos: pd.DataFrame) -> np.ndarray:
    """Features of the training photos by the ImageNet network, float32 [photos, 2048], that training `xception` stored.

    After training end to end the features know the labels, so that they cannot tell wrong ones.

    Args:
        workspace: Of `xception`.
        photos: See `dogbreed.training.validation_split`.

    Raises:
        DogbreedError: They are not complete.
    """
    features = ResumableArray(workspace.folder / FEATURES_FILE, (len(photos), CHANNELS), np.float32)
    if features.done < len(photos):
        raise DogbreedError(
            f"The features in {workspace.folder} are not complete: `python -m dogbreed train xception`."
        )
    return features.values()


def out_of_fold_heads(
    workspace: Workspace, features: np.ndarray, labels: np.ndarray, folds: np.ndarray, classes: int
) -> list[LinearHead]:
    """For each fold a head that was fitted to the photos of the other folds.

    Args:
        workspace: The workspace of `xception`.
        features: float32 [photos, channels], see `backbone_features`.
        labels: int [photos], indices of the true classes.
        folds: int [photos], see `assign_folds`.
        classes: Number of classes.
    """

    def fitted(fold: int) -> LinearHead:
        learned = folds != fold
        return fit_linear_head(features[learned], labels[learned], classes, WEIGHT_DECAY)

    return [
        stored_head(workspace.folder / f"out-of-fold-{fold}.npz", partial(fitted, fold))
        for fold in track(range(folds.max() + 1), "cross-validation heads")
    ]


def out_of_fold_logits(heads: Sequence[LinearHead], features: np.ndarray, folds: np.ndarray) -> np.ndarray:
    """Logits of each photo by the head that was not fitted to it, float32 [photos, classes].

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
    """Calibrated probabilities, float32 [photos, classes]; the temperature of a fold is fitted to the other folds.

    Args:
        logits: float32 [photos, classes], see `out_of_fold_logits`.
        labels: int [photos], indices of the true classes.
        folds: int [photos], see `assign_folds`.
    """
    probabilities = np.empty_like(logits)
    for fold in range(folds.max() + 1):
        inside = folds == fold
        probabilities[inside] = softmax(logits[inside], fit_temperature(logits[~inside], labels[~inside]))
    return probabilities


def assign_folds(files: pd.Series, labels: np.ndarray, duplicates: pd.DataFrame) -> np.ndarray:
    """The fold of each photo, int [photos] from 0: stratified by breed, near-duplicates in the same fold.

    Args:
        files: Names of the photos.
        labels: int [photos], indices of the true classes.
        duplicates: The table of `dogbreed.dataset.duplicates.load_duplicates`.
    """
    folds = np.empty(len(labels), int)
    parts = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=0)
    for fold, (_, inside) in enumerate(parts.split(labels, labels, _groups(files, duplicates))):
        folds[inside] = fold
    return folds


def _groups(files: pd.Series, duplicates: pd.DataFrame) -> np.ndarray:
    """A group number for each photo, int [photos]: the connected components of the graph of near-duplicates."""
    place = pd.Series(range(len(files)), files)
    pairs = duplicates[duplicates["file"].isin(files) & duplicates["other"].isin(files)]
    one, other = (place[pairs[column]].to_numpy() for column in ("file", "other"))
    graph = coo_array((np.ones(len(pairs)), (one, other)), shape=(len(files), len(files)))
    groups: np.ndarray = connected_components(graph, directed=False)[1]
    return groups

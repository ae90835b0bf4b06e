"""Fit the function that notices several dogs, to the annotated boxes of the training photos."""

from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from dogbreed.atomic import atomic_write
from dogbreed.dataset.files import read_pixels
from dogbreed.evaluation.scoring import score
from dogbreed.inference.bundle import Bundle
from dogbreed.inference.classifier import Classifier
from dogbreed.inference.evidence import EvidenceMap
from dogbreed.inference.several_dogs import SEVERAL_FILE, SeveralDogs, spread
from dogbreed.resumable import ResumableArray
from dogbreed.training.bundle_export import write_card

FOLDS = 5
STRENGTH = 2e-4
"""Inverse strength of the penalty on the weights of the features; the best of 5e-5 and 2e-4."""
LEAST_PRECISION = 0.6
"""Share of the photos said to show several dogs whose annotation has several boxes. Of 30 photos that counted as wrong
because they have one box, 7 did show several dogs."""


def several_dogs_inputs(
    network: Classifier, opinion: Classifier, files: list[str], photos: Path, work: Path, what: str
) -> np.ndarray:
    """What the function is computed from, float32 [photos, features + opinion features + 2].

    Args:
        network: The breed network.
        opinion: The second opinion.
        files: Names of the photos as in the table of photos.
        photos: The dataset's folder `Images`.
        work: The folder that holds a work folder per network.
        what: Name of the set of photos, see `dogbreed.evaluation.scoring.score`.
    """
    fit, version = network.bundle.card.fit, network.bundle.version[:12]

    def spread_in(pixels: np.ndarray) -> np.ndarray:
        return spread(EvidenceMap(network.outputs(pixels)["evidence"], fit))

    folder = work / network.bundle.card.name
    spreads = ResumableArray(folder / f"{what}-spread-{len(files)}-{version}.f32", (len(files), 2), np.float32).fill(
        files, lambda file: read_pixels(photos, file), spread_in, f"spread of the evidence, {what} photos"
    )
    first = score(network, files, photos, folder, what)["features"]
    second_opinion = score(opinion, files, photos, work / opinion.bundle.card.name, what)["features"]
    return np.concatenate([first, second_opinion, spreads], axis=1)


def fit_several_dogs(inputs: np.ndarray, boxes: pd.Series) -> SeveralDogs:
    """Two logistic regressions: one makes one number of the features, the other weighs it against the evidence.

    Args:
        inputs: See `several_dogs_inputs`.
        boxes: Number of annotated boxes of each photo.
    """
    several = (boxes > 1).to_numpy()
    features, spreads = inputs[:, :-2], inputs[:, -2:]
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    first = make_pipeline(StandardScaler(), LogisticRegression(C=STRENGTH, max_iter=300))
    unseen = cross_val_predict(first, features, several, cv=folds, method="decision_function")
    second = make_pipeline(StandardScaler(), LogisticRegression())
    together = np.column_stack([unseen, spreads])
    scores = cross_val_predict(second, together, several, cv=folds, method="decision_function")
    first.fit(features, several)
    second.fit(together, several)
    slope, bias = linear(first)
    slopes, offset = linear(second)
    weights = np.concatenate([slopes[0] * slope, slopes[1:]]).astype(np.float32)
    return SeveralDogs(weights, float(slopes[0] * bias + offset), lowest_threshold(scores, several))


def lowest_threshold(scores: np.ndarray, several: np.ndarray) -> float:
    """The lowest score from which the precision reaches `LEAST_PRECISION`; infinite if none does.

    Args:
        scores: float [photos], of photos that were not fitted to.
        several: bool [photos], whether the annotation has several boxes.
    """
    order = np.argsort(-scores, kind="stable")
    precision = np.cumsum(several[order]) / np.arange(1, len(scores) + 1)
    enough = np.flatnonzero(precision >= LEAST_PRECISION)
    return float(scores[order][enough[-1]]) if len(enough) else np.inf


def store_several_dogs(found: SeveralDogs, bundle: Bundle) -> Bundle:
    """Add the function to a bundle."""
    bias, threshold = np.array(found.bias), np.array(found.threshold)
    atomic_write(
        bundle.folder / SEVERAL_FILE,
        lambda part: np.savez(part.open("wb"), weights=found.weights, bias=bias, threshold=threshold),
    )
    return write_card(bundle.card, bundle.folder, SEVERAL_FILE)


def linear(fitted: object) -> tuple[np.ndarray, float]:
    """Slope and bias of a scaled logistic regression on its unscaled inputs."""
    scaler, regression = fitted[0], fitted[1]  # type: ignore[index]
    slope = regression.coef_[0] / scaler.scale_
    return slope, float(regression.intercept_[0] - slope @ scaler.mean_)

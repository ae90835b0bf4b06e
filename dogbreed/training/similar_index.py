"""Build the index of similar photos from the features that an exported network makes of the training photos."""

import numpy as np
import pandas as pd

from dogbreed.atomic import atomic_write
from dogbreed.evaluation.scoring import score
from dogbreed.inference.bundle import Bundle
from dogbreed.inference.classifier import Classifier
from dogbreed.inference.similar import SIMILAR_FILE, SimilarPhotos
from dogbreed.training.bundle_export import write_card
from dogbreed.training.recipes import Workspace
from dogbreed.training.validation_split import training_photos

DIMENSIONS = 128
"""The best of 64, 128 and 192, by how often the neighbours of validation photos show the same breed."""


def with_similar_photos(bundle: Bundle, workspace: Workspace, index: pd.DataFrame) -> Bundle:
    """Add the index to a bundle.

    Args:
        bundle: The bundle of the network.
        workspace: The network's workspace.
        index: The table of `dogbreed.dataset.index`.
    """
    files = training_photos(index)["file"].tolist()
    classifier = Classifier(bundle, workspace.threads)
    similar = similar_photos(score(classifier, files, workspace.photos, workspace.folder, "train")["features"])
    file = bundle.folder / SIMILAR_FILE
    atomic_write(file, lambda part: np.savez(part.open("wb"), **vars(similar)))
    return write_card(bundle.card, bundle.folder, SIMILAR_FILE)


def similar_photos(features: np.ndarray, dimensions: int = DIMENSIONS) -> SimilarPhotos:
    """Project features on their principal components, each divided by the square root of its standard deviation.

    Args:
        features: float32 [photos, features].
        dimensions: Number of components.
    """
    mean, projection = principal_directions(features, dimensions)
    reduced = (features - mean) @ projection.astype(np.float32)
    return SimilarPhotos(mean, projection, to_int8(reduced))


def principal_directions(features: np.ndarray, dimensions: int) -> tuple[np.ndarray, np.ndarray]:
    """Mean and principal components, each divided by the square root of its standard deviation.

    Returns:
        float32 [features], and float16 [features, dimensions], the component with the largest variance first.
    """
    mean = features.mean(axis=0)
    centred = features - mean
    variances, directions = np.linalg.eigh(centred.T @ centred / len(features))
    kept = np.argsort(-variances)[:dimensions]
    return mean, (directions[:, kept] / np.maximum(variances[kept], 1e-12) ** 0.25).astype(np.float16)


def to_int8(vectors: np.ndarray) -> np.ndarray:
    """Each vector scaled so that its largest value is 127, int8 of the same shape; its direction stays."""
    scale = 127 / np.maximum(np.abs(vectors).max(axis=-1, keepdims=True), 1e-12)
    scaled: np.ndarray = np.rint(vectors * scale).astype(np.int8)
    return scaled

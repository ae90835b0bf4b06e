"""The index of similar photos, made from the features that the training of a network left behind."""

import numpy as np
import pandas as pd

from dogbreed.inference.bundle import CARD_FILE, Bundle, sha256
from dogbreed.inference.similar import SIMILAR_FILE, SimilarPhotos
from dogbreed.resumable import save_whole
from dogbreed.training.out_of_fold import stored_features
from dogbreed.training.split import training_photos
from dogbreed.training.workplace import Workplace

DIMENSIONS = 128
"""Of 64, 128 and 192, the one whose neighbours of validation photos most often show their breed."""


def with_similar_photos(bundle: Bundle, workplace: Workplace, index: pd.DataFrame) -> Bundle:
    """The bundle with the index as one more of its files; unchanged if the training kept no features.

    Args:
        index: The table of `dogbreed.dataset.index`.
    """
    if not (workplace.folder / "plain.f32").exists():
        return bundle
    similar = similar_photos(stored_features(workplace, len(training_photos(index))))
    file = bundle.folder / SIMILAR_FILE
    save_whole(file, lambda part: np.savez(part.open("wb"), **vars(similar)))
    digests = bundle.card.sha256 | {SIMILAR_FILE: sha256(file) or ""}
    card = bundle.card.model_copy(update={"sha256": digests})
    save_whole(bundle.folder / CARD_FILE, lambda part: part.write_text(card.model_dump_json(indent=1) + "\n"))
    return Bundle(card, bundle.folder)


def similar_photos(features: np.ndarray, dimensions: int = DIMENSIONS) -> SimilarPhotos:
    """Principal components, half whitened: each divided by the square root of its standard deviation.

    Args:
        features: float32 [photos, features].
    """
    mean = features.mean(axis=0)
    centred = features - mean
    variances, directions = np.linalg.eigh(centred.T @ centred / len(features))
    kept = np.argsort(-variances)[:dimensions]
    projection = (directions[:, kept] / np.maximum(variances[kept], 1e-12) ** 0.25).astype(np.float16)
    reduced = centred @ projection.astype(np.float32)
    scale = 127 / np.maximum(np.abs(reduced).max(axis=1, keepdims=True), 1e-12)
    return SimilarPhotos(mean, projection, np.rint(reduced * scale).astype(np.int8))

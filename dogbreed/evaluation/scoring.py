"""A network's logits for many photos of the dataset, resumable."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from dogbreed.dataset.pixels import read_pixels
from dogbreed.inference.bundle import NETWORK_FILE
from dogbreed.inference.classifier import Classifier
from dogbreed.resumable import ResumableArray


def score(classifier: Classifier, files: list[str], photos: Path, work: Path, what: str) -> np.ndarray:
    """Logits of the dataset's photos, in the way the app answers for an upload.

    Args:
        files: The photos' names as in the index.
        photos: The dataset's folder `Images`.
        work: Where the logits are kept until all are there, under a name that is this network's alone.
        what: The photos in a word, for the progress bar and the file: "test".

    Returns:
        float32 [photos, classes].

    Raises:
        DogbreedError: A photo is missing.
    """
    card = classifier.bundle.card
    name = f"logits-{what}-{len(files)}-{card.sha256[NETWORK_FILE][:12]}-{card.fit}.f32"
    array = ResumableArray(work / name, (len(files), len(card.classes)), np.float32)
    return np.asarray(
        array.fill(
            files,
            lambda file: read_pixels(photos, file),
            lambda pixels: classifier.outputs(pixels)["logits"],
            f"{card.name}, {what} photos",
        )
    )


def class_indices(wnids: Iterable[str], classes: Sequence[str]) -> np.ndarray:
    """Positions of WordNet ids in the order of a network's classes, int [photos]."""
    order = {wnid: position for position, wnid in enumerate(classes)}
    return np.array([order[wnid] for wnid in wnids])

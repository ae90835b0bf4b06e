"""A network's logits for many photos of the dataset, resumable."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from dogbreed.dataset.pixels import read_pixels
from dogbreed.imagenet import BREED_PLACES
from dogbreed.inference.bundle import NETWORK_FILE
from dogbreed.inference.classifier import Classifier
from dogbreed.inference.scene import Scene
from dogbreed.inference.served import AnyClassifier, Served, pooled
from dogbreed.inference.softmax import softmax
from dogbreed.resumable import ResumableArray


def score(
    classifier: Classifier, files: list[str], photos: Path, work: Path, what: str, output: str = "logits"
) -> np.ndarray:
    """Logits of the dataset's photos, in the way the app answers for an upload.

    Args:
        files: The photos' names as in the index.
        photos: The dataset's folder `Images`.
        work: Where the logits are kept until all are there, under a name that is this network's alone.
        what: The photos in a word, for the progress bar and the file: "test".
        output: Which of the network's outputs.

    Returns:
        float32 [photos, classes].

    Raises:
        DogbreedError: A photo is missing.
    """
    card = classifier.bundle.card
    name = f"{output}-{what}-{len(files)}-{card.sha256[NETWORK_FILE][:12]}-{card.fit}.f32"
    array = ResumableArray(work / name, (len(files), classifier.width(output)), np.float32)
    return np.asarray(
        array.fill(
            files,
            lambda file: read_pixels(photos, file),
            lambda pixels: classifier.outputs(pixels)[output],
            f"{card.name}, {what} photos",
        )
    )


def answers_to(
    network: AnyClassifier, files: list[str], photos: Path, work: Path, what: str
) -> tuple[np.ndarray, list[Scene]]:
    """What a network says to the dataset's photos, from what is in the work folder as far as that goes.

    Args:
        photos: The dataset's folder `Images`.
        work: The folder with a work folder for each network.
        what: See `score`.

    Returns:
        Logits, float32 [photos, classes], and what each photo shows; no scenes from a network that cannot tell.

    Raises:
        DogbreedError: A photo is missing.
    """
    if isinstance(network, Served):
        logits, _ = answers_to(network.network, files, photos, work, what)
        opinion, scenes = answers_to(network.opinion, files, photos, work, what)
        return pooled(network.mixture, logits, opinion), scenes
    folder = work / network.bundle.card.name
    if not network.knows_scenes:
        return score(network, files, photos, folder, what), []
    imagenet = score(network, files, photos, folder, what, "imagenet")
    return imagenet[:, BREED_PLACES], [Scene(row) for row in softmax(imagenet)]


def class_indices(wnids: Iterable[str], classes: Sequence[str]) -> np.ndarray:
    """Positions of WordNet ids in the order of a network's classes, int [photos]."""
    order = {wnid: position for position, wnid in enumerate(classes)}
    return np.array([order[wnid] for wnid in wnids])

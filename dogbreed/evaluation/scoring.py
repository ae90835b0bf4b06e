"""A network's logits for many photos of the dataset, resumable."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from dogbreed.dataset.pixels import read_pixels
from dogbreed.imagenet import BREED_PLACES
from dogbreed.inference.bundle import NETWORK_FILE
from dogbreed.inference.classifier import Classifier
from dogbreed.inference.ensemble import AnyClassifier, Ensemble, pooled
from dogbreed.inference.evidence import EvidenceMap
from dogbreed.inference.scene import Scene
from dogbreed.inference.second_look import Box, evident_dog, from_nearer
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
    array = _array(classifier, work, f"{output}-{what}", (len(files), classifier.width(output)))
    return array.fill(
        files,
        lambda file: read_pixels(photos, file),
        lambda pixels: classifier.outputs(pixels)[output],
        f"{classifier.bundle.card.name}, {what} photos",
    )


def score_again(
    classifier: Classifier, files: list[str], photos: Path, work: Path, what: str, output: str = "logits"
) -> np.ndarray:
    """The same at the second look, see `dogbreed.inference.second_look` and `score`."""
    dogs = evident_dogs(classifier, files, photos, work, what)
    array = _array(classifier, work, f"again-{output}-{what}", (len(files), classifier.width(output)))
    return array.fill(
        list(zip(files, dogs, strict=True)),
        lambda item: from_nearer(read_pixels(photos, item[0]), tuple(item[1])),
        lambda pixels: classifier.outputs(pixels)[output],
        f"{classifier.bundle.card.name}, {what} photos from nearer",
    )


def evident_dogs(classifier: Classifier, files: list[str], photos: Path, work: Path, what: str) -> np.ndarray:
    """Where the evidence finds the dog in each photo, resumable like `score`.

    Returns:
        float32 [photos, 4]: left, top, right and bottom as shares of the photo's width and height.

    Raises:
        DogbreedError: A photo is missing.
    """
    return _array(classifier, work, f"dogs-{what}", (len(files), 4)).fill(
        files,
        lambda file: read_pixels(photos, file),
        lambda pixels: np.array(find_dog(classifier, pixels)),
        f"{classifier.bundle.card.name}, dogs in {what} photos",
    )


def find_dog(classifier: Classifier, pixels: np.ndarray) -> Box:
    """Where the evidence of a first look finds the dog in one photo, uint8 [height, width, 3] RGB."""
    evidence = EvidenceMap(classifier.outputs(pixels)["evidence"], classifier.bundle.card.fit)
    return evident_dog(evidence, pixels.shape[1], pixels.shape[0])


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
    if isinstance(network, Ensemble):
        logits, _ = answers_to(network.network, files, photos, work, what)
        again = score_again(network.network, files, photos, work / network.backbone.card.name, what)
        opinion, scenes = answers_to(network.opinion, files, photos, work, what)
        return pooled(network.mixture, logits, again, opinion), scenes
    folder = work / network.bundle.card.name
    if not network.knows_scenes:
        return score(network, files, photos, folder, what), []
    imagenet = score(network, files, photos, folder, what, "imagenet")
    return imagenet[:, BREED_PLACES], [Scene(row) for row in softmax(imagenet)]


def class_indices(wnids: Iterable[str], classes: Sequence[str]) -> np.ndarray:
    """Positions of WordNet ids in the order of a network's classes, int [photos]."""
    order = {wnid: position for position, wnid in enumerate(classes)}
    return np.array([order[wnid] for wnid in wnids])


def _array(classifier: Classifier, work: Path, name: str, shape: tuple[int, int]) -> ResumableArray:
    card = classifier.bundle.card
    file = f"{name}-{shape[0]}-{card.sha256[NETWORK_FILE][:12]}-{card.fit}.f32"
    return ResumableArray(work / file, shape, np.float32)

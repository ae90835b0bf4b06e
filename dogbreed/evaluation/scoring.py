"""A network's outputs for many photos of the dataset, stored in the work folder so that a stopped run resumes."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from dogbreed.dataset.files import read_pixels
from dogbreed.imagenet import BREED_PLACES
from dogbreed.inference.bundle import NETWORK_FILE
from dogbreed.inference.classifier import Classifier
from dogbreed.inference.ensemble import AnyClassifier, Ensemble, pooled
from dogbreed.inference.evidence import EvidenceMap
from dogbreed.inference.logits import softmax
from dogbreed.inference.scene import Scene
from dogbreed.inference.second_look import Box, locate_dog, second_look_crop
from dogbreed.resumable import ResumableArray


def score(
    classifier: Classifier, files: list[str], photos: Path, work: Path, what: str, output: str = "logits"
) -> np.ndarray:
    """One output of a network for photos of the dataset, preprocessed as the app preprocesses an upload.

    Args:
        classifier: The network.
        files: Names of the photos as in the table of photos.
        photos: The dataset's folder `Images`.
        work: The network's work folder, where the rows are stored; the file name carries the network's SHA-256.
        what: Name of the set of photos, for the progress bar and the file: "test".
        output: Which of the network's outputs: "logits", "features" or "imagenet".

    Returns:
        float32 [photos, length of the output].

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


def score_second_look(
    classifier: Classifier, files: list[str], photos: Path, work: Path, what: str, output: str = "logits"
) -> np.ndarray:
    """The same output for the second look: the crop around the located dog. Arguments and result as for `score`."""
    dogs = dog_boxes(classifier, files, photos, work, what)
    array = _array(classifier, work, f"again-{output}-{what}", (len(files), classifier.width(output)))
    return array.fill(
        list(zip(files, dogs, strict=True)),
        lambda item: second_look_crop(read_pixels(photos, item[0]), tuple(item[1])),
        lambda pixels: classifier.outputs(pixels)[output],
        f"{classifier.bundle.card.name}, {what} photos, second look",
    )


def dog_boxes(classifier: Classifier, files: list[str], photos: Path, work: Path, what: str) -> np.ndarray:
    """Boxes of the dogs that the evidence of the first look locates. Arguments as for `score`.

    Returns:
        float32 [photos, 4]: left, top, right and bottom as shares of the photo's width and height.

    Raises:
        DogbreedError: A photo is missing.
    """
    return _array(classifier, work, f"dogs-{what}", (len(files), 4)).fill(
        files,
        lambda file: read_pixels(photos, file),
        lambda pixels: np.array(dog_box(classifier, pixels)),
        f"{classifier.bundle.card.name}, dogs in {what} photos",
    )


def dog_box(classifier: Classifier, pixels: np.ndarray) -> Box:
    """Box of the dog that the evidence of the first look locates in one photo, uint8 [height, width, 3] RGB."""
    evidence = EvidenceMap(classifier.outputs(pixels)["evidence"], classifier.bundle.card.fit)
    return locate_dog(evidence, pixels.shape[1], pixels.shape[0])


def answers_to(
    network: AnyClassifier, files: list[str], photos: Path, work: Path, what: str
) -> tuple[np.ndarray, list[Scene]]:
    """Logits and scenes of a network or an ensemble for photos of the dataset.

    Args:
        network: The network or ensemble.
        files: Names of the photos as in the table of photos.
        photos: The dataset's folder `Images`.
        work: The folder that holds a work folder per network; stored outputs found there are not computed again.
        what: Name of the set of photos, see `score`.

    Returns:
        Logits, float32 [photos, classes], and the scene of each photo; no scenes from a network without an ImageNet
        output.

    Raises:
        DogbreedError: A photo is missing.
    """
    if isinstance(network, Ensemble):
        logits, _ = answers_to(network.network, files, photos, work, what)
        second_look = score_second_look(network.network, files, photos, work / network.backbone.card.name, what)
        opinion, scenes = answers_to(network.opinion, files, photos, work, what)
        return pooled(network.mixture, logits, second_look, opinion), scenes
    folder = work / network.bundle.card.name
    if not network.knows_scenes:
        return score(network, files, photos, folder, what), []
    imagenet = score(network, files, photos, folder, what, "imagenet")
    return imagenet[:, BREED_PLACES], [Scene(row) for row in softmax(imagenet)]


def class_indices(wnids: Iterable[str], classes: Sequence[str]) -> np.ndarray:
    """Index of each WordNet id in a network's classes, int [photos]."""
    order = {wnid: position for position, wnid in enumerate(classes)}
    return np.array([order[wnid] for wnid in wnids])


def _array(classifier: Classifier, work: Path, name: str, shape: tuple[int, int]) -> ResumableArray:
    card = classifier.bundle.card
    file = f"{name}-{shape[0]}-{card.sha256[NETWORK_FILE][:12]}-{card.fit}.f32"
    return ResumableArray(work / file, shape, np.float32)

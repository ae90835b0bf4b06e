"""A network's outputs for many photos of the dataset, stored in the work folder so that a stopped run resumes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dogbreed.dataset.files import read_pixels
from dogbreed.imagenet import BREED_PLACES
from dogbreed.inference.classifier import Classifier
from dogbreed.inference.ensemble import AnyClassifier, Ensemble, pooled
from dogbreed.inference.evidence import EvidenceMap
from dogbreed.inference.logits import softmax
from dogbreed.inference.scene import Scene
from dogbreed.inference.second_look import locate_dog, second_look_crop
from dogbreed.resumable import ResumableArray

DOG = "dog"
"""Output for the box of the dog that the evidence locates, see `dogbreed.inference.second_look.Box`."""
STORED = ("logits", "features", "imagenet", DOG)
"""Outputs that are stored, as far as a network has them."""


@dataclass(frozen=True)
class Row:
    """The outputs of a network for one photo, one after the other in one row.

    Attributes:
        classifier: The network.
        stored: Which outputs.
    """

    classifier: Classifier
    stored: Sequence[str] = STORED

    @property
    def widths(self) -> dict[str, int]:
        """Number of values of each output."""
        widths = {name: width for name, width in self.classifier.widths.items() if name in self.stored}
        return widths | ({DOG: 4} if DOG in self.stored and "evidence" in self.classifier.widths else {})

    def values(self, pixels: np.ndarray) -> np.ndarray:
        """Run the network on a photo, uint8 [height, width, 3] RGB; float32 [sum of the widths]."""
        outputs = self.classifier.outputs(pixels)
        if DOG in self.widths:
            evidence = EvidenceMap(outputs["evidence"], self.classifier.bundle.card.fit)
            outputs[DOG] = np.array(locate_dog(evidence, pixels.shape[1], pixels.shape[0]), np.float32)
        return np.concatenate([outputs[name] for name in self.widths])

    def split(self, rows: np.ndarray) -> dict[str, np.ndarray]:
        """Outputs by name, float32 [photos, width] each, from rows, float32 [photos, sum of the widths]."""
        ends = np.cumsum(list(self.widths.values()))
        return dict(zip(self.widths, np.split(rows, ends[:-1], axis=1), strict=True))


def score(classifier: Classifier, files: list[str], photos: Path, work: Path, what: str) -> dict[str, np.ndarray]:
    """Outputs of a network for photos of the dataset, preprocessed as the app preprocesses an upload.

    Args:
        classifier: The network.
        files: Names of the photos as in the table of photos.
        photos: The dataset's folder `Images`.
        work: The network's work folder, where the rows are stored; the file name carries the version of its weights.
        what: Name of the set of photos, for the progress bar and the file: "test".

    Returns:
        The outputs `STORED` that the network has, by name, float32 [photos, width] each.

    Raises:
        DogbreedError: A photo is missing.
    """
    row = Row(classifier)
    rows = _array(row, work, what, len(files)).fill(
        files, lambda file: read_pixels(photos, file), row.values, f"{classifier.bundle.card.name}, {what} photos"
    )
    return row.split(rows)


def score_second_look(
    classifier: Classifier, files: list[str], photos: Path, work: Path, what: str
) -> dict[str, np.ndarray]:
    """The same for the second look: the crop around the dog that the first look located, which `score` stores too."""
    row = Row(classifier, ("logits", "features"))
    dogs = score(classifier, files, photos, work, what)[DOG]
    rows = _array(row, work, f"{what}-second-look", len(files)).fill(
        list(zip(files, dogs, strict=True)),
        lambda item: second_look_crop(read_pixels(photos, item[0]), tuple(item[1])),
        row.values,
        f"{classifier.bundle.card.name}, {what} photos, second look",
    )
    return row.split(rows)


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
        second_look = score_second_look(network.network, files, photos, work / network.backbone.card.name, what)[
            "logits"
        ]
        opinion, scenes = answers_to(network.opinion, files, photos, work, what)
        return pooled(network.mixture, logits, second_look, opinion), scenes
    folder = work / network.bundle.card.name
    outputs = score(network, files, photos, folder, what)
    if not network.knows_scenes:
        return outputs["logits"], []
    imagenet = outputs["imagenet"]
    return imagenet[:, BREED_PLACES], [Scene(row) for row in softmax(imagenet)]


def class_indices(wnids: Iterable[str], classes: Sequence[str]) -> np.ndarray:
    """Index of each WordNet id in a network's classes, int [photos]."""
    order = {wnid: position for position, wnid in enumerate(classes)}
    return np.array([order[wnid] for wnid in wnids])


def _array(row: Row, work: Path, what: str, photos: int) -> ResumableArray:
    bundle = row.classifier.bundle
    file = f"{what}-{photos}-{bundle.version[:12]}-{bundle.card.fit}.f32"
    return ResumableArray(work / file, (photos, sum(row.widths.values())), np.float32)

"""A network's outputs for many photos of the dataset, stored in the work folder so that a stopped run resumes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
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
        lambda item: _second_look(photos, *item),
        row.values,
        f"{classifier.bundle.card.name}, {what} photos, second look",
    )
    return row.split(rows)


@dataclass(frozen=True)
class Answers:
    """Answers to many photos.

    Attributes:
        logits: float32 [photos, classes].
        scenes: What each photo shows; empty for a network without an ImageNet output.
        embeddings: float32 [photos, dimensions], see `dogbreed.inference.memory.Memory.embed`; None without a memory.
        familiarity: float [photos], see `dogbreed.inference.memory.Memory.familiarity`; None without a memory.
    """

    logits: np.ndarray
    scenes: list[Scene]
    embeddings: np.ndarray | None = None
    familiarity: np.ndarray | None = None


@dataclass(frozen=True)
class Looks:
    """Features of the same photos by both networks of an ensemble.

    Attributes:
        features: float32 [photos, features], mean of both looks of the breed network.
        opinion: float32 [photos, opinion features], of the second opinion.
    """

    features: np.ndarray
    opinion: np.ndarray

    def of(self, chosen: np.ndarray) -> "Looks":
        """The features of some of the photos, bool [photos]."""
        return Looks(self.features[chosen], self.opinion[chosen])


def answers_to(network: AnyClassifier, files: list[str], photos: Path, work: Path, what: str) -> Answers:
    """Answers of a network or an ensemble to photos of the dataset.

    Args:
        network: The network or ensemble.
        files: Names of the photos as in the table of photos.
        photos: The dataset's folder `Images`.
        work: The folder that holds a work folder per network; stored outputs found there are not computed again.
        what: Name of the set of photos, see `score`.

    Raises:
        DogbreedError: A photo is missing.
    """
    if isinstance(network, Ensemble):
        first = answers_to(network.network, files, photos, work, what)
        second_look = score_second_look(network.network, files, photos, work / network.mixture.network, what)
        opinion = answers_to(network.opinion, files, photos, work, what)
        logits = pooled(network.mixture, first.logits, second_look["logits"], opinion.logits)
        dogs = score(network.network, files, photos, work / network.mixture.network, what)[DOG]
        scenes = [
            network.scene(scene, partial(_second_look, photos, file, dog))
            for scene, file, dog in zip(opinion.scenes, files, dogs, strict=True)
        ]
        if network.memory is None:
            return Answers(logits, scenes)
        looks = looks_at(network.network, network.opinion, files, photos, work, what)
        embeddings = network.memory.embed(looks.features, looks.opinion)
        return Answers(logits, scenes, embeddings, network.memory.familiarity(logits, embeddings))
    outputs = score(network, files, photos, work / network.bundle.card.name, what)
    if not network.knows_scenes:
        return Answers(outputs["logits"], [])
    imagenet = outputs["imagenet"]
    return Answers(imagenet[:, BREED_PLACES], [Scene(row) for row in softmax(imagenet)])


def _second_look(photos: Path, file: str, dog: np.ndarray) -> np.ndarray:
    """The area of the second look, uint8 [side, side, 3] RGB."""
    return second_look_crop(read_pixels(photos, file), tuple(dog))


def looks_at(network: Classifier, opinion: Classifier, files: list[str], photos: Path, work: Path, what: str) -> Looks:
    """Features of photos by the two networks of an ensemble; the arguments are those of `answers_to`."""
    folder = work / network.bundle.card.name
    first = score(network, files, photos, folder, what)["features"]
    again = score_second_look(network, files, photos, folder, what)["features"]
    second_opinion = score(opinion, files, photos, work / opinion.bundle.card.name, what)["features"]
    return Looks((first + again) / 2, second_opinion)


def class_indices(wnids: Iterable[str], classes: Sequence[str]) -> np.ndarray:
    """Index of each WordNet id in a network's classes, int [photos]."""
    order = {wnid: position for position, wnid in enumerate(classes)}
    return np.array([order[wnid] for wnid in wnids])


def _array(row: Row, work: Path, what: str, photos: int) -> ResumableArray:
    bundle = row.classifier.bundle
    file = f"{what}-{photos}-{bundle.version[:12]}-{bundle.card.fit}.f32"
    return ResumableArray(work / file, (photos, sum(row.widths.values())), np.float32)

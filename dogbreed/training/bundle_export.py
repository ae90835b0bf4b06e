"""A trained network becomes a bundle: exported, calibrated on validation photos as it will be served, hashed."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import keras
import numpy as np
import pandas as pd

from dogbreed.atomic import atomic_write
from dogbreed.breeds import BREEDS, breed
from dogbreed.dataset.pixels import read_pixels
from dogbreed.evaluation.calibration import fit_temperature
from dogbreed.evaluation.scoring import class_indices, score
from dogbreed.evaluation.thresholds import Photo, fit_thresholds
from dogbreed.imaging.resize import Fit, resize_to_square
from dogbreed.inference.bundle import CARD_FILE, NETWORK_FILE, Bundle, Card, Thresholds, sha256
from dogbreed.inference.classifier import Classifier
from dogbreed.inference.logits import softmax
from dogbreed.inference.verdict import CONSIDERED
from dogbreed.training.litert import to_litert
from dogbreed.training.precision import Precision
from dogbreed.training.validation_split import training_photos
from dogbreed.training.workspace import Workspace

ALL_BREEDS = tuple(known.wnid for known in BREEDS)


@dataclass(frozen=True)
class ModelSpec:
    """What a card says of a network beside what is measured."""

    name: str
    title: str
    input_size: int
    fit: Fit
    scale: float
    offset: float
    trained_on: str
    licence: str
    classes: tuple[str, ...] = ALL_BREEDS

    def finished(self, workspace: Workspace) -> Path:
        """The file of the trained network."""
        return workspace.folder / f"{self.name}.keras"

    def input(self, pixels: np.ndarray) -> np.ndarray:
        """What the network sees of a photo, float32 [size, size, 3]."""
        prepared = resize_to_square(pixels, self.input_size, self.fit).astype(np.float32)
        return prepared * np.float32(self.scale) + np.float32(self.offset)

    def training_photos(self, index: pd.DataFrame) -> pd.DataFrame:
        """Those of its breeds, see `dogbreed.training.validation_split`."""
        return training_photos(index[index["wnid"].isin(self.classes)])


def make_bundle(workspace: Workspace, spec: ModelSpec, index: pd.DataFrame, precision: Precision) -> Bundle:
    """Export a trained network in the work folder and calibrate it as it will be served.

    Args:
        index: The table of `dogbreed.dataset.index`.

    Returns:
        The bundle; `install` puts it where the app looks.
    """
    folder = workspace.folder / "bundle"
    photos = spec.training_photos(index)
    network = flatbuffer(workspace, spec, photos, precision)
    atomic_write(folder / NETWORK_FILE, lambda file: file.write_bytes(network))
    uncalibrated = Card(
        **vars(spec),
        temperature=1,
        thresholds=Thresholds(breed=1),
        sha256={NETWORK_FILE: sha256(folder / NETWORK_FILE) or ""},
    )
    validation = photos[photos["validation"]]
    classifier = Classifier(Bundle(uncalibrated, folder), workspace.threads)
    logits = score(classifier, validation["file"].tolist(), workspace.photos, workspace.folder, "validation")
    card = calibrated(uncalibrated, logits, validation)
    atomic_write(folder / CARD_FILE, lambda file: file.write_text(card.model_dump_json(indent=1) + "\n"))
    return Bundle(card, folder)


def flatbuffer(workspace: Workspace, spec: ModelSpec, photos: pd.DataFrame, precision: Precision) -> bytes:
    """A trained network for LiteRT; the ranges of int8 come from one training photo a breed.

    Args:
        photos: The network's training photos, see `dogbreed.training.validation_split`.
    """
    network = keras.models.load_model(spec.finished(workspace), compile=False)
    return to_litert(network, precision, _representative(workspace, spec, photos), spec.input_size)


def _representative(workspace: Workspace, spec: ModelSpec, photos: pd.DataFrame) -> Iterator[np.ndarray]:
    for file in photos[~photos["validation"]].groupby("wnid")["file"].first():
        yield spec.input(read_pixels(workspace.photos, file))


def calibrated(card: Card, logits: np.ndarray, validation: pd.DataFrame) -> Card:
    """The card with the temperature and the thresholds that suit the validation photos."""
    labels = class_indices(validation["wnid"], card.classes)
    temperature = fit_temperature(logits, labels)
    thresholds = fit_thresholds(first_answers(card.classes, softmax(logits, temperature), labels))
    return card.model_copy(update={"temperature": temperature, "thresholds": thresholds})


def first_answers(classes: tuple[str, ...], probabilities: np.ndarray, labels: np.ndarray) -> list[Photo]:
    """What `fit_thresholds` wants.

    Args:
        classes: WordNet ids in the order of the probabilities.
        probabilities: float [photos, classes], calibrated.
        labels: int [photos], indices of the true classes.
    """
    breeds = [breed(wnid) for wnid in classes]
    ranking = np.argsort(-probabilities, axis=1, kind="stable")[:, :CONSIDERED]
    return [
        ([(breeds[place], float(row[place])) for place in places], breeds[label])
        for row, places, label in zip(probabilities, ranking, labels, strict=True)
    ]


def install(bundle: Bundle, models: Path) -> Path:
    """Copy a bundle's files into `models/<name>/`, the card last, so that a card always finds its files."""
    target = models / bundle.card.name
    target.mkdir(parents=True, exist_ok=True)
    for name in (*bundle.card.sha256, CARD_FILE):
        part = target / f".{name}"
        shutil.copyfile(bundle.folder / name, part)
        part.replace(target / name)
    return target

"""A trained network becomes a bundle: exported, calibrated on validation photos, its files hashed."""

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from dogbreed.atomic import atomic_write
from dogbreed.breeds import breed
from dogbreed.dataset.files import read_pixels
from dogbreed.evaluation.calibration import fit_temperature
from dogbreed.evaluation.scoring import class_indices, score
from dogbreed.evaluation.thresholds import Photo, fit_thresholds
from dogbreed.inference.bundle import CARD_FILE, GRAPH_FILE, WEIGHTS_FILE, Bundle, Card, Thresholds, sha256
from dogbreed.inference.classifier import Classifier
from dogbreed.inference.logits import softmax
from dogbreed.inference.verdict import CONSIDERED
from dogbreed.networks.registry import title
from dogbreed.training.layer_table import write_layers
from dogbreed.training.openvino_export import Precision, export
from dogbreed.training.recipes import ModelSpec, Workspace

PHOTOS_PER_BREED = 3
"""Training photos of each breed that the ranges of int8 are taken from."""


def make_bundle(workspace: Workspace, spec: ModelSpec, index: pd.DataFrame, precision: Precision) -> Bundle:
    """Export a trained network into the work folder and calibrate the exported one.

    Args:
        index: The table of `dogbreed.dataset.index`.

    Returns:
        The bundle; `install` puts it where the app looks.
    """
    folder = workspace.folder / "bundle"
    photos = spec.training_photos(index)
    network = spec.trained(workspace)
    folder.mkdir(parents=True, exist_ok=True)
    export(network, folder / GRAPH_FILE, precision, representative(workspace, spec, photos), spec.input_size)
    files = [GRAPH_FILE, WEIGHTS_FILE, *write_layers(network, spec.input_size, precision, folder)]
    uncalibrated = Card(
        **vars(spec),
        title=title(spec.name),
        temperature=1,
        thresholds=Thresholds(breed=1),
        sha256=_digests(folder, files),
    )
    validation = photos[photos["validation"]]
    classifier = Classifier(Bundle(uncalibrated, folder), workspace.threads)
    logits = score(classifier, validation["file"].tolist(), workspace.photos, workspace.folder, "validation")["logits"]
    return write_card(calibrated(uncalibrated, logits, validation), folder)


def write_card(card: Card, folder: Path, *files: str) -> Bundle:
    """Write the card of a bundle.

    Args:
        files: Names of files in the folder whose SHA-256 the card is to list too.
    """
    card = Card.model_validate(card.model_dump() | {"sha256": card.sha256 | _digests(folder, files)})
    folder.mkdir(parents=True, exist_ok=True)
    atomic_write(folder / CARD_FILE, lambda file: file.write_text(card.model_dump_json(indent=1) + "\n"))
    return Bundle(card, folder)


def _digests(folder: Path, files: Iterable[str]) -> dict[str, str]:
    return {name: sha256(folder / name) or "" for name in files}


def representative(workspace: Workspace, spec: ModelSpec, photos: pd.DataFrame) -> Iterator[np.ndarray]:
    """Network inputs that the ranges of int8 come from: three training photos of each breed, none for validation.

    Args:
        photos: The network's training photos, see `dogbreed.training.validation_split`.
    """
    for file in photos[~photos["validation"]].groupby("wnid").head(PHOTOS_PER_BREED)["file"]:
        yield spec.input(read_pixels(workspace.photos, file))


def calibrated(card: Card, logits: np.ndarray, validation: pd.DataFrame) -> Card:
    """The card with the temperature and the thresholds that suit the validation photos."""
    labels = class_indices(validation["wnid"], card.classes)
    temperature = fit_temperature(logits, labels)
    thresholds = fit_thresholds(first_answers(card.classes, softmax(logits, temperature), labels))
    return card.model_copy(update={"temperature": temperature, "thresholds": thresholds})


def first_answers(classes: tuple[str, ...], probabilities: np.ndarray, labels: np.ndarray) -> list[Photo]:
    """The most probable breeds of each photo and the true one, as `fit_thresholds` takes them.

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

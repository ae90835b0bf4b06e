"""A trained network becomes a bundle: exported, calibrated on validation photos as it will be served, hashed."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from dogbreed.breeds import BREEDS
from dogbreed.evaluation.calibration import fit_breed_threshold, fit_temperature
from dogbreed.evaluation.scoring import class_indices, score
from dogbreed.imaging.prepare import Fit
from dogbreed.inference.bundle import CARD_FILE, NETWORK_FILE, Bundle, Card, Thresholds, sha256
from dogbreed.inference.classifier import Classifier
from dogbreed.inference.softmax import softmax


@dataclass(frozen=True)
class Description:
    """What a card says of a network beside what is measured."""

    name: str
    title: str
    input_size: int
    fit: Fit
    scale: float
    offset: float
    trained_on: str
    licence: str


def make_bundle(
    flatbuffer: bytes, description: Description, validation: pd.DataFrame, photos: Path, work: Path, threads: int
) -> Bundle:
    """Build a bundle in the work folder.

    Args:
        validation: The rows of the index that were held out of training.
        photos: The dataset's folder `Images`.

    Returns:
        The bundle; `install` puts it where the app looks.
    """
    folder = work / "bundle"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / NETWORK_FILE).write_bytes(flatbuffer)
    uncalibrated = Card(
        **vars(description),
        classes=tuple(breed.wnid for breed in BREEDS),
        temperature=1,
        thresholds=Thresholds(breed=1),
        sha256={NETWORK_FILE: sha256(folder / NETWORK_FILE) or ""},
    )
    classifier = Classifier(Bundle(uncalibrated, folder), threads)
    logits = score(classifier, validation["file"].tolist(), photos, work, "validation")
    card = calibrated(uncalibrated, logits, validation)
    (folder / CARD_FILE).write_text(card.model_dump_json(indent=1) + "\n")
    return Bundle(card, folder)


def calibrated(card: Card, logits: np.ndarray, validation: pd.DataFrame) -> Card:
    """The card with the temperature and the thresholds that suit the validation photos."""
    labels = class_indices(validation["wnid"].tolist())
    temperature = fit_temperature(logits, labels)
    threshold = fit_breed_threshold(softmax(logits, temperature), labels)
    return card.model_copy(update={"temperature": temperature, "thresholds": Thresholds(breed=threshold)})


def install(bundle: Bundle, models: Path) -> Path:
    """Copy a bundle's files into `models/<name>/`, the card last, so that a card always finds its files."""
    target = models / bundle.card.name
    target.mkdir(parents=True, exist_ok=True)
    for name in (*bundle.card.sha256, CARD_FILE):
        part = target / f".{name}"
        shutil.copyfile(bundle.folder / name, part)
        part.replace(target / name)
    return target

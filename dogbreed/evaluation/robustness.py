"""Accuracy and calibration on damaged photos, by corruption and severity.

The method is that of ImageNet-C (Hendrycks and Dietterich 2019), applied to the official test photos.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import pandas as pd

from dogbreed.dataset.files import read_pixels
from dogbreed.errors import DogbreedError
from dogbreed.evaluation.metrics import Metrics, measure
from dogbreed.evaluation.scoring import DOG, Row, class_indices
from dogbreed.evaluation.stored_results import BundleTable
from dogbreed.imaging.corruption import CORRUPTIONS, Damage, corrupt, square
from dogbreed.inference.bundle import Bundle
from dogbreed.inference.classifier import Classifier
from dogbreed.inference.ensemble import AnyClassifier, Ensemble, pooled
from dogbreed.inference.logits import softmax
from dogbreed.inference.second_look import second_look_crop
from dogbreed.resumable import ResumableArray

Item = TypeVar("Item")

NONE = "none"
FIGURES = ("top1", "cross_entropy", "expected_calibration_error")
COLUMNS = (
    "corruption",
    "severity",
    "photos",
    *(f"{figure}{end}" for figure in FIGURES for end in ("", "_low", "_high")),
)
ROBUSTNESS_TABLE = BundleTable("corruptions.csv", COLUMNS, "figures on damaged photos", "--corruptions")
"""The table of `measure_robustness`."""


@dataclass(frozen=True)
class Damaged:
    """A set of photos and the damage that is done to all of them.

    Attributes:
        files: Names of the photos as in the table of photos.
        photos: The dataset's folder `Images`.
        work: The folder that holds a work folder per network.
        condition: Name and severity of the corruption, "blur-3".
        damage: The same as settings.
    """

    files: list[str]
    photos: Path
    work: Path
    condition: str
    damage: Damage

    def pixels(self, numbered: tuple[int, str]) -> np.ndarray:
        """A damaged photo, uint8 [299, 299, 3] RGB.

        Args:
            numbered: The photo's number in the set, which seeds the noise, and its name.
        """
        number, file = numbered
        return corrupt(square(read_pixels(self.photos, file)), self.damage, seed=number)


def balanced(test: pd.DataFrame, photos_a_breed: int | None) -> pd.DataFrame:
    """The same number of test photos of every breed.

    They are ordered round-robin: the first photo of every breed, then the second of every breed, and so on. A larger
    selection therefore begins with a smaller one, and scoring it continues from there.

    Args:
        test: Rows of the table of photos.
        photos_a_breed: Photos per breed; None: all.
    """
    rank = test.groupby("wnid").cumcount()
    ordered = test.assign(rank=rank).sort_values(["rank", "wnid"], kind="stable")
    chosen = ordered[ordered["rank"] < photos_a_breed] if photos_a_breed else ordered
    return chosen.drop(columns="rank").reset_index(drop=True)


def measure_robustness(network: AnyClassifier, test: pd.DataFrame, photos: Path, work: Path) -> pd.DataFrame:
    """Score the undamaged photos and every corruption at every severity; resumes where it was stopped.

    Args:
        network: The network or ensemble to test.
        test: Rows of the table of photos, see `balanced`.
        photos: The dataset's folder `Images`.
        work: The folder that holds a work folder per network.

    Returns:
        One row per corruption and severity with the columns `COLUMNS`: figures with their 95 % intervals.

    Raises:
        DogbreedError: A photo is missing.
    """
    card = network.bundle.card
    labels = class_indices(test["wnid"], card.classes)
    rows = []
    for name, severity, damage in conditions():
        logits = _logits(network, Damaged(test["file"].tolist(), photos, work, f"{name}-{severity}", damage))
        rows.append(_row(name, severity, measure(softmax(logits, card.temperature), labels)))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def conditions() -> Iterator[tuple[str, int, Damage]]:
    """Name, severity and damage: first "none" with severity 0, then every corruption at severities 1 to 5."""
    yield NONE, 0, Damage()
    for severity in range(1, 6):
        for corruption in CORRUPTIONS:
            yield corruption.name, severity, corruption.damage(severity)


def load_robustness(bundle: Bundle) -> pd.DataFrame:
    """The stored table of `measure_robustness`.

    Raises:
        DogbreedError: It has not been measured, or the file is damaged.
    """
    table = ROBUSTNESS_TABLE.load(bundle)
    if table is None:
        raise DogbreedError(
            f"{bundle.card.title} has not been tested on damaged photos: "
            f"`python -m dogbreed evaluate {bundle.card.name} --corruptions` does it."
        )
    return table


def _logits(network: AnyClassifier, damaged: Damaged) -> np.ndarray:
    if isinstance(network, Ensemble):
        first, opinion = _first_look(network.network, damaged), _first_look(network.opinion, damaged)
        looks = list(zip(enumerate(damaged.files), first[DOG], strict=True))
        again = _stored(
            Row(network.network, ("logits",)),
            damaged,
            "second-look",
            looks,
            lambda look: second_look_crop(damaged.pixels(look[0]), tuple(look[1])),
        )
        return pooled(network.mixture, first["logits"], again["logits"], opinion["logits"])
    return _first_look(network, damaged)["logits"]


def _first_look(network: Classifier, damaged: Damaged) -> dict[str, np.ndarray]:
    """Logits, and where the dog is in the damaged photo."""
    row = Row(network, ("logits", DOG))
    return _stored(row, damaged, "first-look", list(enumerate(damaged.files)), damaged.pixels)


def _stored(
    row: Row, damaged: Damaged, what: str, items: list[Item], load: Callable[[Item], np.ndarray]
) -> dict[str, np.ndarray]:
    """Compute and store outputs. The file name is independent of the number of photos: more photos continue it."""
    bundle = row.classifier.bundle
    file = damaged.work / bundle.card.name / f"corrupted-{damaged.condition}-{what}-{bundle.version[:12]}.f32"
    array = ResumableArray(file, (len(items), sum(row.widths.values())), np.float32)
    label = f"{bundle.card.name}, {damaged.condition}, {what}"
    return row.split(array.fill(items, load, row.values, label))


def _row(name: str, severity: int, metrics: Metrics) -> tuple[str | float, ...]:
    estimates = [getattr(metrics, figure) for figure in FIGURES]
    values = [end for estimate in estimates for end in (estimate.value, estimate.low, estimate.high)]
    return name, severity, metrics.photos, *values

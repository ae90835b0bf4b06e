"""How a network bears damaged photos: accuracy and calibration by corruption and severity.

After ImageNet-C (Hendrycks and Dietterich 2019), on the official test photos.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from dogbreed.dataset.csv_table import write_table
from dogbreed.dataset.pixels import read_pixels
from dogbreed.errors import DogbreedError
from dogbreed.evaluation.beside import load_beside
from dogbreed.evaluation.metrics import Metrics, measure
from dogbreed.evaluation.scoring import class_indices, find_dog
from dogbreed.imaging.corruption import CORRUPTIONS, Damage, corrupt, square
from dogbreed.inference.bundle import NETWORK_FILE, Bundle
from dogbreed.inference.classifier import Classifier
from dogbreed.inference.ensemble import AnyClassifier, Ensemble, pooled
from dogbreed.inference.second_look import from_nearer
from dogbreed.inference.softmax import softmax
from dogbreed.resumable import ResumableArray

ROBUSTNESS_FILE = "corruptions.csv"
NONE = "none"
FIGURES = ("top1", "cross_entropy", "expected_calibration_error")
COLUMNS = (
    "corruption",
    "severity",
    "photos",
    *(f"{figure}{end}" for figure in FIGURES for end in ("", "_low", "_high")),
)


@dataclass(frozen=True)
class Damaged:
    """Photos that are damaged in one way.

    Attributes:
        files: Their names.
        photos: The dataset's folder `Images`.
        work: The folder with a work folder for each network.
        condition: Name and severity.
    """

    files: list[str]
    photos: Path
    work: Path
    condition: str
    damage: Damage

    def pixels(self, numbered: tuple[int, str]) -> np.ndarray:
        """A damaged photo, uint8 [299, 299, 3] RGB, from its number, which seeds the noise, and its name."""
        number, file = numbered
        return corrupt(square(read_pixels(self.photos, file)), self.damage, seed=number)


def balanced(test: pd.DataFrame, photos_a_breed: int | None) -> pd.DataFrame:
    """The first test photos of every breed, or all.

    The first photo of every breed comes first, then the second of every breed, and so on, so that a larger part begins
    with a smaller one.

    Args:
        test: Rows of the index.
    """
    rank = test.groupby("wnid").cumcount()
    ordered = test.assign(rank=rank).sort_values(["rank", "wnid"], kind="stable")
    chosen = ordered[ordered["rank"] < photos_a_breed] if photos_a_breed else ordered
    return chosen.drop(columns="rank").reset_index(drop=True)


def measure_robustness(network: AnyClassifier, test: pd.DataFrame, photos: Path, work: Path) -> pd.DataFrame:
    """Score every corruption in every severity, and the photos as they are; what has been scored is not scored again.

    Args:
        test: Rows of the index, see `balanced`.
        photos: The dataset's folder `Images`.
        work: The folder with a work folder for each network.

    Returns:
        A row a corruption and severity: `COLUMNS`, figures with their 95 % intervals.

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
    """No corruption with severity 0, then each in every severity: name, severity, damage."""
    yield NONE, 0, Damage()
    for severity in range(1, 6):
        for corruption in CORRUPTIONS:
            yield corruption.name, severity, corruption.damage(severity)


def write_robustness(table: pd.DataFrame, bundle: Bundle) -> None:
    """Keep it beside the network."""
    write_table(table.round(5), bundle.folder / ROBUSTNESS_FILE)


def load_robustness(bundle: Bundle) -> pd.DataFrame:
    """What was kept.

    Raises:
        DogbreedError: It has not been measured, or the file is damaged.
    """
    table = load_beside(bundle, ROBUSTNESS_FILE, COLUMNS, "figures on damaged photos", "--corruptions")
    if table is None:
        raise DogbreedError(
            f"How {bundle.card.title} bears damaged photos has not been measured: "
            f"`python -m dogbreed evaluate {bundle.card.name} --corruptions` does it."
        )
    return table


def _logits(network: AnyClassifier, damaged: Damaged) -> np.ndarray:
    if isinstance(network, Ensemble):
        first, opinion = (_logits(member, damaged) for member in (network.network, network.opinion))
        return pooled(network.mixture, first, _again(network.network, damaged), opinion)
    return _kept(network, damaged, damaged.condition, lambda pixels: network.outputs(pixels)["logits"])


def _again(network: Classifier, damaged: Damaged) -> np.ndarray:
    """The same at the second look; the dog is looked for in the damaged photo."""

    def logits(pixels: np.ndarray) -> np.ndarray:
        return network.outputs(from_nearer(pixels, find_dog(network, pixels)))["logits"]

    return _kept(network, damaged, f"again-{damaged.condition}", logits)


def _kept(network: Classifier, damaged: Damaged, what: str, logits: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    """Kept under a name that says nothing of the number of photos, so that a larger part goes on from a smaller one."""
    card = network.bundle.card
    file = damaged.work / card.name / f"corrupted-{what}-{card.sha256[NETWORK_FILE][:12]}.f32"
    return ResumableArray(file, (len(damaged.files), network.width("logits")), np.float32).fill(
        list(enumerate(damaged.files)), damaged.pixels, logits, f"{card.name}, {what}"
    )


def _row(name: str, severity: int, metrics: Metrics) -> tuple[str | float, ...]:
    estimates = [getattr(metrics, figure) for figure in FIGURES]
    values = [end for estimate in estimates for end in (estimate.value, estimate.low, estimate.high)]
    return name, severity, metrics.photos, *values

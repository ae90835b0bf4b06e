"""The figures of a network on the official test photos, kept beside the network."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from dogbreed.errors import DogbreedError
from dogbreed.evaluation.metrics import measure, proportion
from dogbreed.settings import settings

METRICS_FILE = "metrics.json"


def report_on(
    probabilities: np.ndarray, labels: np.ndarray, whole: np.ndarray, breed_threshold: float
) -> dict[str, Any]:
    """All figures of one network.

    Args:
        probabilities: float [photos, classes], calibrated.
        labels: int [photos], indices of the true classes.
        whole: bool [photos], false for photos that the local copy of the dataset shows only in part.
        breed_threshold: The confidence from which one breed is named.

    Returns:
        `all` and, if some photos are not whole, `whole`: see `Metrics`; `breed_verdict`: how often one breed is named
        (`coverage`) and, unless that is never, how often that is right (`precision`).
    """
    named = probabilities.max(axis=1) >= breed_threshold
    correct = probabilities.argmax(axis=1) == labels
    verdict = {"coverage": asdict(proportion(int(named.sum()), len(labels)))}
    if named.any():
        verdict["precision"] = asdict(proportion(int(correct[named].sum()), int(named.sum())))
    report: dict[str, Any] = {"all": asdict(measure(probabilities, labels)), "breed_verdict": verdict}
    if not whole.all():
        report["whole"] = asdict(measure(probabilities[whole], labels[whole]))
    return report


def write_report(report: dict[str, Any], folder: Path) -> None:
    """Write `metrics.json` into a network's folder."""
    (folder / METRICS_FILE).write_text(json.dumps(report, indent=2) + "\n")


def load_report(name: str) -> dict[str, Any]:
    """The committed test figures of a network.

    Raises:
        DogbreedError: They have not been measured.
    """
    file = settings().models_dir / name / METRICS_FILE
    if not file.exists():
        raise DogbreedError(
            f"The network “{name}” has no test figures; `python -m dogbreed evaluate {name}` makes them."
        )
    return json.loads(file.read_text())

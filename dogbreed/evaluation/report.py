"""Test figures of a network, stored as `metrics.json` in its folder."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from dogbreed.errors import DogbreedError
from dogbreed.evaluation.metrics import measure
from dogbreed.evaluation.verdict_precision import VerdictPrecision, as_record
from dogbreed.inference.verdict import VerdictKind
from dogbreed.settings import settings

METRICS_FILE = "metrics.json"


def report_on(
    probabilities: np.ndarray, labels: np.ndarray, whole: np.ndarray, verdicts: dict[VerdictKind, VerdictPrecision]
) -> dict[str, Any]:
    """All test figures of one network.

    Args:
        probabilities: float [photos, classes], calibrated.
        labels: int [photos], indices of the true classes.
        whole: bool [photos], false for photos that the local copy of the dataset shows only in part.
        verdicts: Precision of each verdict, see `dogbreed.evaluation.verdict_precision`.

    Returns:
        JSON types: `all` and, if some photos are not whole, `whole`, each with the fields of `Metrics`; `verdicts` by
        kind, see `verdict_precision.as_record`.
    """
    report: dict[str, Any] = {"all": asdict(measure(probabilities, labels)), "verdicts": as_record(verdicts)}
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

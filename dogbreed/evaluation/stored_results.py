"""What `python -m dogbreed evaluate NETWORK` stores with a network: its predictions, test figures and other tables."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from dogbreed.dataset.csv_table import read_table, write_table
from dogbreed.errors import DogbreedError
from dogbreed.evaluation.metrics import log_losses, measure
from dogbreed.evaluation.verdict_precision import VerdictPrecision, as_record
from dogbreed.inference.bundle import Bundle, check_exists
from dogbreed.inference.scene import Scene
from dogbreed.inference.verdict import CONSIDERED, VerdictKind
from dogbreed.settings import settings

PREDICTIONS_FILE = "predictions.parquet"
METRICS_FILE = "metrics.json"


@dataclass(frozen=True)
class BundleTable:
    """A table that `python -m dogbreed evaluate NETWORK` writes and that pages and model cards read.

    Attributes:
        file: Its name in the network's folder.
        columns: The columns that it must have, in order.
        content: What it holds, for error messages: "answers to photos without dogs".
        option: The option of `evaluate` that measures it; empty if no option is needed.
    """

    file: str
    columns: tuple[str, ...]
    content: str
    option: str = ""

    def write(self, table: pd.DataFrame, bundle: Bundle) -> None:
        """Write the table into the network's folder, figures rounded to five decimals."""
        write_table(table.round(5), bundle.folder / self.file)

    def load(self, bundle: Bundle) -> pd.DataFrame | None:
        """The stored table, None if it has not been measured.

        Raises:
            DogbreedError: The file is damaged.
        """
        path = bundle.folder / self.file
        command = f"python -m dogbreed evaluate {bundle.card.name} {self.option}".rstrip()
        return read_table(path, self.columns, self.content, f"`{command}` makes them again.") if path.exists() else None


def predictions_table(
    files: list[str],
    classes: tuple[str, ...],
    probabilities: np.ndarray,
    labels: np.ndarray,
    scenes: Iterable[Scene] = (),
    familiarity: np.ndarray | None = None,
) -> pd.DataFrame:
    """The table of predictions, one row per photo: all analysis pages read it.

    Args:
        files: Names of the photos as in the table of photos.
        classes: WordNet ids in the order of the probabilities.
        probabilities: float [photos, classes], calibrated.
        labels: int [photos], indices of the true classes.
        scenes: ImageNet probabilities of each photo; empty for a network that cannot tell dogs from other things.
        familiarity: float [photos], see `dogbreed.inference.memory.Memory.familiarity`.

    Returns:
        `file`, `truth` (WordNet id), `answers` (the ten most probable WordNet ids, best first), `probabilities` (of
        these, float32), `loss` (negative log probability of the truth, nats, float32), `familiarity` (float32) if
        it is given; with scenes also `dog` (probability, float32) and `canid`, see
        `dogbreed.inference.scene.Scene`.
    """
    ranking = np.argsort(-probabilities, axis=1, kind="stable")[:, :CONSIDERED]
    names = np.array(classes)
    table = pd.DataFrame(
        {
            "file": files,
            "truth": names[labels],
            "answers": list(names[ranking]),
            "probabilities": list(np.take_along_axis(probabilities, ranking, axis=1).astype(np.float32)),
            "loss": log_losses(probabilities, labels).astype(np.float32),
        }
    )
    if familiarity is not None:
        table["familiarity"] = familiarity.astype(np.float32)
    seen = list(scenes)
    if not seen:
        return table
    return table.assign(
        dog=np.array([scene.dog for scene in seen], np.float32), canid=[str(scene.canid) for scene in seen]
    )


def load_predictions(name: str) -> pd.DataFrame:
    """The committed test predictions of a network, read once until the file changes: copy them before changing them.

    Raises:
        DogbreedError: There is no such network, or they have not been made.
    """
    file: Path = settings().models_dir / name / PREDICTIONS_FILE
    if not file.exists():
        check_exists(name)
        raise DogbreedError(
            f"The network “{name}” has no stored test predictions; `python -m dogbreed evaluate {name}` makes them."
        )
    return _read(file, file.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _read(file: Path, written: int) -> pd.DataFrame:
    """`written` is part of the cache's key, so that new predictions are read again."""
    return pd.read_parquet(file)


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
        DogbreedError: There is no such network, or they have not been measured.
    """
    file = settings().models_dir / name / METRICS_FILE
    if not file.exists():
        check_exists(name)
        raise DogbreedError(
            f"The network “{name}” has no test figures; `python -m dogbreed evaluate {name}` makes them."
        )
    report: dict[str, Any] = json.loads(file.read_text())
    return report

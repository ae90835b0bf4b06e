"""A network's ten most probable breeds for every test photo: the committed table that all analysis pages read."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd

from dogbreed.errors import DogbreedError
from dogbreed.evaluation.metrics import log_losses
from dogbreed.inference.scene import Scene
from dogbreed.inference.verdict import CONSIDERED
from dogbreed.settings import settings

PREDICTIONS_FILE = "predictions.parquet"


def predictions_table(
    files: list[str],
    classes: tuple[str, ...],
    probabilities: np.ndarray,
    labels: np.ndarray,
    scenes: Iterable[Scene] = (),
    energy_score: np.ndarray | None = None,
) -> pd.DataFrame:
    """The table of predictions, one row per photo.

    Args:
        files: Names of the photos as in the table of photos.
        classes: WordNet ids in the order of the probabilities.
        probabilities: float [photos, classes], calibrated.
        labels: int [photos], indices of the true classes.
        scenes: ImageNet probabilities of each photo; empty for a network that cannot tell dogs from other things.
        energy_score: float [photos], see `dogbreed.inference.logits.energy_score`.

    Returns:
        `file`, `truth` (WordNet id), `answers` (the ten most probable WordNet ids, best first), `probabilities` (of
        these, float32), `loss` (negative log probability of the truth, nats, float32), `energy_score` (float32) if
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
    if energy_score is not None:
        table["energy_score"] = energy_score.astype(np.float32)
    seen = list(scenes)
    if not seen:
        return table
    return table.assign(
        dog=np.array([scene.dog for scene in seen], np.float32), canid=[str(scene.canid) for scene in seen]
    )


def load_predictions(name: str) -> pd.DataFrame:
    """The committed test predictions of a network.

    Raises:
        DogbreedError: They have not been made.
    """
    file: Path = settings().models_dir / name / PREDICTIONS_FILE
    if not file.exists():
        raise DogbreedError(
            f"The network “{name}” has no stored test predictions; `python -m dogbreed evaluate {name}` makes them."
        )
    return pd.read_parquet(file)

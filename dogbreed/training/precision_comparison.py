"""Size, latency and test accuracy of the network in every export precision, on the official test split."""

from pathlib import Path

import numpy as np
import pandas as pd

from dogbreed.benchmarks.latency import p50
from dogbreed.evaluation.metrics import measure
from dogbreed.evaluation.scoring import class_indices, score
from dogbreed.inference.bundle import GRAPH_FILE, WEIGHTS_FILE, Bundle, Card, sha256
from dogbreed.inference.classifier import Classifier
from dogbreed.inference.logits import softmax
from dogbreed.training.bundle_export import representative
from dogbreed.training.openvino_export import Precision, export
from dogbreed.training.recipes import Workspace
from dogbreed.training.xception import SPEC

THREADS = (1, 2)
"""Thread counts at which latency is measured."""


def compare_precisions(workspace: Workspace, index: pd.DataFrame, card: Card) -> pd.DataFrame:
    """Export, time and score the trained network in every precision; resumes where it was stopped.

    Args:
        workspace: The workspace of `xception`.
        index: The table of `dogbreed.dataset.index`.
        card: The card of the shipped network; its temperature is used for all precisions.

    Returns:
        One row per precision: `precision`, `megabytes`, `p50_1_threads` and `p50_2_threads` (ms per photo), `top1`
        (0 to 1), `cross_entropy` (nats), `expected_calibration_error` (0 to 1), and `agreement`, the share of photos
        with the same first answer as in float32.
    """
    test = index[index["split"] == "test"]
    files, labels = test["file"].tolist(), class_indices(test["wnid"], card.classes)
    rows: list[dict[str, str | float]] = []
    exact: np.ndarray | None = None
    for precision in Precision:
        bundle = _exported(workspace, index, card, precision)
        classifier = Classifier(bundle, workspace.threads)
        logits = score(classifier, files, workspace.photos, workspace.folder, "test")["logits"]
        metrics = measure(softmax(logits, card.temperature), labels)
        exact = logits if exact is None else exact
        rows.append(
            {
                "precision": str(precision),
                "megabytes": bundle.size / 1e6,
                **{f"p50_{threads}_threads": p50(bundle, threads) for threads in THREADS},
                "top1": metrics.top1.value,
                "cross_entropy": metrics.cross_entropy.value,
                "expected_calibration_error": metrics.expected_calibration_error.value,
                "agreement": float((logits.argmax(axis=1) == exact.argmax(axis=1)).mean()),
            }
        )
    return pd.DataFrame(rows)


def _exported(workspace: Workspace, index: pd.DataFrame, card: Card, precision: Precision) -> Bundle:
    folder: Path = workspace.folder / "precisions" / precision
    weights = folder / WEIGHTS_FILE
    if not weights.exists():
        folder.mkdir(parents=True, exist_ok=True)
        photos = representative(workspace, SPEC, SPEC.training_photos(index))
        export(SPEC.trained(workspace), folder / GRAPH_FILE, precision, photos)
    return Bundle(card.model_copy(update={"sha256": {WEIGHTS_FILE: sha256(weights) or ""}}), folder)

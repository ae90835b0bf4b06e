"""Networks and their final runs, made up for tests: any accuracy, the official test photos or some of them."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from dogbreed.breeds import BREEDS
from dogbreed.dataset.index import load_index
from dogbreed.evaluation.scoring import class_indices
from dogbreed.evaluation.stored_results import PREDICTIONS_FILE, predictions_table, report_on, write_report
from dogbreed.evaluation.verdict_precision import verdict_precision
from dogbreed.experiments import start_run
from dogbreed.inference.bundle import CARD_FILE, Thresholds
from dogbreed.inference.logits import softmax
from dogbreed.settings import settings


def make_bundle(name: str, title: str, strength: float, breeds: int = 120, photos: int | None = None) -> dict[str, Any]:
    """Put a network's card and test results into the models folder.

    Args:
        strength: Of the network: 0 guesses, 4 is right in about 9 photos of 10.
        breeds: How many of the 120 it knows.
        photos: How many test photos of each breed it was tested on; None: all.

    Returns:
        Its figures, see `dogbreed.evaluation.stored_results`.
    """
    folder = settings().models_dir / name
    folder.mkdir(parents=True)
    classes = tuple(breed.wnid for breed in BREEDS[:breeds])
    index = load_index()
    test = index[(index["split"] == "test") & index["wnid"].isin(classes)]
    if photos:
        test = test.groupby("wnid").head(photos)
    labels = class_indices(test["wnid"], classes)
    probabilities = _probabilities(labels, breeds, strength)
    predictions = predictions_table(test["file"].tolist(), classes, probabilities, labels)
    predictions.to_parquet(folder / PREDICTIONS_FILE)
    verdicts = verdict_precision(predictions, Thresholds(breed=0.9))
    report = report_on(probabilities, labels, np.ones(len(test), bool), verdicts)
    write_report(report, folder)
    _write_card(folder, name, title, classes)
    return report


def log_final_run(
    network: str, report: dict[str, Any] | None, split: str = "official", epochs: int = 3, **figures: float
) -> str:
    """Log a final run that finished, and return its id.

    Args:
        report: Its test figures; None: it was not tested.
        figures: More metrics that are measured at the end.
    """
    with start_run(network, "final", {"batch": 32}, split) as run:
        for epoch in range(1, epochs + 1):
            learned = 1 - 0.7**epoch
            run.log_epoch(
                epoch,
                {
                    "train_loss": 4.8 * (1 - learned) + 0.2,
                    "train_top1": learned,
                    "validation_cross_entropy": 4.8 * (1 - learned) + 0.5,
                    "validation_top1": 0.9 * learned,
                    "learning_rate": 0.01,
                },
            )
        tested = {f"test_{name}": estimate["value"] for name, estimate in _figures(report).items()}
        run.log_final({"parameters": 1_600_000, "file_bytes": 6_400_000, "p50_ms": 21.0} | tested | figures)
    return run.id


def _figures(report: dict[str, Any] | None) -> dict[str, Any]:
    return {name: estimate for name, estimate in report["all"].items() if name != "photos"} if report else {}


def _probabilities(labels: np.ndarray, breeds: int, strength: float) -> np.ndarray:
    """Every photo is as hard for one network as for another, and so is every breed."""
    random = np.random.default_rng(0)
    hard_photo = random.normal(0, 1.5, len(labels))
    hard_breed = random.normal(0, 0.7, breeds)
    logits = np.random.default_rng(round(1000 * strength)).normal(0, 1, (len(labels), breeds))
    logits[np.arange(len(labels)), labels] += strength * 1.25 - hard_photo - hard_breed[labels]
    return softmax(logits * 1.5)


def _write_card(folder: Path, name: str, title: str, classes: tuple[str, ...]) -> None:
    card = {
        "name": name,
        "title": title,
        "classes": classes,
        "input_size": 224,
        "fit": "crop",
        "scale": 1.0,
        "offset": 0.0,
        "temperature": 1.0,
        "thresholds": {"breed": 0.9},
        "trained_on": "nothing",
        "licence": "MIT",
        "sha256": {},
    }
    (folder / CARD_FILE).write_text(json.dumps(card))

"""Out-of-distribution rejection: how often a network notices that a photo shows no dog.

Measured on the photos of `dogbreed.dataset.non_dogs` and stored in the network's folder.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from dogbreed.dataset.non_dogs import load_non_dogs, photo_name
from dogbreed.errors import DogbreedError
from dogbreed.evaluation.metrics import proportion
from dogbreed.evaluation.stored_results import BundleTable
from dogbreed.inference.ensemble import AnyClassifier
from dogbreed.inference.identify import Answer, identify
from dogbreed.inference.verdict import VerdictKind
from dogbreed.progress import ProgressCallback, no_progress

COLUMNS = ("kind", "sha256", "verdict", "dog", "sentence")
REJECTION_TABLE = BundleTable("non_dogs.csv", COLUMNS, "answers to photos without dogs", "--non-dogs")
"""The answers to every photo, see `answer_non_dogs`."""
DRAWN_DOGS = "drawn dogs"
ALL = "all but drawn dogs"


def answer_non_dogs(network: AnyClassifier, folder: Path, report: ProgressCallback = no_progress) -> pd.DataFrame:
    """Classify every photo of `dogbreed.dataset.non_dogs`.

    Args:
        network: The network or ensemble to test.
        folder: The folder of the photos.
        report: Called with the number of photos that are answered.

    Returns:
        One row per photo: `kind` (what it shows), `sha256`, `verdict`, `dog` (probability of a dog, 0 to 1) and
        `sentence` (the verdict in words).

    Raises:
        DogbreedError: A photo is missing, or the network cannot tell dogs from other things.
    """
    return pd.DataFrame(_rows(network, folder, report), columns=list(COLUMNS))


def rejection_rates(answers: pd.DataFrame) -> pd.DataFrame:
    """Share of photos that are rejected: by kind, the largest first, then all but drawn dogs, then drawn dogs.

    Args:
        answers: The table of `answer_non_dogs`.

    Returns:
        One row per kind: `kind`, `photos`, `rejected` (share, 0 to 1) with its 95 % interval `low` to `high`, and
        `breed_named` (photos for which a breed was named by mistake).
    """
    kinds = answers["kind"].value_counts().index.drop(DRAWN_DOGS, errors="ignore")
    parts = {kind: answers[answers["kind"] == kind] for kind in kinds}
    parts[ALL] = answers[answers["kind"] != DRAWN_DOGS]
    parts[DRAWN_DOGS] = answers[answers["kind"] == DRAWN_DOGS]
    return pd.DataFrame([_rate(kind, part) for kind, part in parts.items() if len(part)])


def rejected_of_all(answers: pd.DataFrame) -> dict[str, Any]:
    """The row of `rejection_rates` for all photos but drawn dogs."""
    return _rate(ALL, answers[answers["kind"] != DRAWN_DOGS])


def _rate(kind: str, answers: pd.DataFrame) -> dict[str, Any]:
    share = proportion(int((answers["verdict"] == VerdictKind.NOT_A_DOG).sum()), len(answers))
    named = int(answers["verdict"].isin([VerdictKind.BREED, VerdictKind.LOOKALIKES]).sum())
    return {
        "kind": kind,
        "photos": len(answers),
        "rejected": share.value,
        "low": share.low,
        "high": share.high,
        "breed_named": named,
    }


def _rows(network: AnyClassifier, folder: Path, report: ProgressCallback) -> Iterator[tuple[str, str, str, float, str]]:
    photos = load_non_dogs()
    rows = zip(photos["kind"], photos["sha256"], photos["path"], strict=True)
    for done, (kind, sha256, path) in enumerate(rows, 1):
        answer = _answer(network, folder / photo_name(sha256, path))
        if answer.prediction is None or answer.prediction.scene is None:
            raise DogbreedError(answer.error or f"{network.bundle.card.title} cannot tell dogs from other things.")
        dog = round(answer.prediction.scene.dog, 4)
        yield kind, sha256, str(answer.verdict.kind), dog, answer.verdict.sentence
        report("photos without dogs", done, len(photos))


def _answer(network: AnyClassifier, file: Path) -> Answer:
    if not file.exists():
        raise DogbreedError(f"{file} is missing: `python -m dogbreed data non-dogs` fetches it.")
    return identify(file.name, file.read_bytes(), network)

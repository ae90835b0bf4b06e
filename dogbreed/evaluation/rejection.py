"""What a network says to photos that show no dog, kept beside the network."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from dogbreed.dataset.csv_table import write_table
from dogbreed.dataset.non_dogs import load_non_dogs, photo_name
from dogbreed.dataset.progress import Report, silent
from dogbreed.errors import DogbreedError
from dogbreed.evaluation.beside import load_beside
from dogbreed.evaluation.metrics import proportion
from dogbreed.inference.bundle import Bundle
from dogbreed.inference.ensemble import AnyClassifier
from dogbreed.inference.identify import Answer, identify
from dogbreed.inference.verdict import VerdictKind

REFUSALS_FILE = "non_dogs.csv"
COLUMNS = ("kind", "sha256", "verdict", "dog", "sentence")
DRAWN_DOGS = "drawn dogs"
ALL = "all but drawn dogs"


def answer_non_dogs(network: AnyClassifier, folder: Path, report: Report = silent) -> pd.DataFrame:
    """Show a network every photo of `dogbreed.dataset.non_dogs`.

    Args:
        folder: Where the photos are.
        report: Told how many are answered.

    Returns:
        A row a photo: `kind`, `sha256`, `verdict`, `dog` (probability, 0 to 1) and `sentence`.

    Raises:
        DogbreedError: A photo is missing, or the network cannot tell dogs from other things.
    """
    return pd.DataFrame(_rows(network, folder, report), columns=list(COLUMNS))


def write_refusals(answers: pd.DataFrame, bundle: Bundle) -> None:
    """Keep them beside the network."""
    write_table(answers, bundle.folder / REFUSALS_FILE)


def load_refusals(bundle: Bundle) -> pd.DataFrame | None:
    """What was kept, None if the network has not been asked.

    Raises:
        DogbreedError: The file is damaged.
    """
    return load_beside(bundle, REFUSALS_FILE, COLUMNS, "answers to photos without dogs", "--non-dogs")


def refused(answers: pd.DataFrame) -> pd.DataFrame:
    """How many of each kind are refused, the largest kind first, then all together; drawings of dogs at the end.

    Returns:
        `kind`, `photos`, `refused`, `low`, `high` (share, 0 to 1, with its 95 % interval) and `breed_named` (photos
        for which a breed was named all the same).
    """
    kinds = answers["kind"].value_counts().index.drop(DRAWN_DOGS, errors="ignore")
    parts = {kind: answers[answers["kind"] == kind] for kind in kinds}
    parts[ALL] = answers[answers["kind"] != DRAWN_DOGS]
    parts[DRAWN_DOGS] = answers[answers["kind"] == DRAWN_DOGS]
    return pd.DataFrame([_share(kind, part) for kind, part in parts.items() if len(part)])


def _share(kind: str, answers: pd.DataFrame) -> dict[str, str | float]:
    share = proportion(int((answers["verdict"] == VerdictKind.NOT_A_DOG).sum()), len(answers))
    named = int(answers["verdict"].isin([VerdictKind.BREED, VerdictKind.LOOKALIKES]).sum())
    return {
        "kind": kind,
        "photos": len(answers),
        "refused": share.value,
        "low": share.low,
        "high": share.high,
        "breed_named": named,
    }


def _rows(network: AnyClassifier, folder: Path, report: Report) -> Iterator[tuple[str, str, str, float, str]]:
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

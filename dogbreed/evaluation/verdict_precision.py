"""Precision and coverage of each verdict on the official test photos."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pandas as pd

from dogbreed.breeds import Breed, breed
from dogbreed.evaluation.metrics import Estimate, proportion
from dogbreed.imagenet import Kind
from dogbreed.inference.bundle import Thresholds
from dogbreed.inference.verdict import Verdict, VerdictKind, decide

TARGET_PRECISION = 0.95
"""Lowest share of right answers, 0 to 1, that the verdicts `breed`, `lookalikes` and `group` aim at."""
KINDS = (
    VerdictKind.BREED,
    VerdictKind.LOOKALIKES,
    VerdictKind.GROUP,
    VerdictKind.OTHER_BREED,
    VerdictKind.UNSURE,
    VerdictKind.NOT_A_DOG,
)


@dataclass(frozen=True)
class VerdictPrecision:
    """How often one verdict is given, and how often it is then right.

    Attributes:
        photos: Number of photos that got it.
        coverage: Share of all photos that got it, 0 to 1.
        precision: Share of these for which it was right, 0 to 1; None for a verdict that claims nothing about the
            breed, or that no photo got.
        named: Mean number of breeds that it names; 0 if it names none.
    """

    photos: int
    coverage: Estimate
    precision: Estimate | None
    named: float


def verdict_precision(predictions: pd.DataFrame, thresholds: Thresholds) -> dict[VerdictKind, VerdictPrecision]:
    """Precision of every verdict on photos of dogs, in the order of `KINDS`.

    Args:
        predictions: The table of `dogbreed.evaluation.stored_results.predictions_table`.
        thresholds: Those of the network.
    """
    given = list(verdicts(predictions, thresholds))
    truths = [breed(wnid) for wnid in predictions["truth"]]
    return {kind: _precision_of(kind, given, truths) for kind in KINDS}


def as_record(verdicts: dict[VerdictKind, VerdictPrecision]) -> dict[str, Any]:
    """The same as JSON types, as `metrics.json` stores them: there the precision is called `kept`."""
    return {
        str(kind): {"kept" if name == "precision" else name: value for name, value in asdict(verdict).items()}
        for kind, verdict in verdicts.items()
    }


def verdicts(predictions: pd.DataFrame, thresholds: Thresholds) -> Iterator[Verdict]:
    """The verdict on each photo, without what is not stored: what is seen instead of a dog, and breeds like it.

    Args:
        predictions: See `verdict_precision`; `thresholds` likewise.
    """
    dogs = predictions["dog"] if "dog" in predictions else np.ones(len(predictions))
    canids = map(Kind, predictions["canid"]) if "canid" in predictions else [Kind.BREED] * len(predictions)
    familiarity = predictions["familiarity"] if "familiarity" in predictions else np.full(len(predictions), np.inf)
    rows = zip(predictions["answers"], predictions["probabilities"], dogs, canids, familiarity, strict=True)
    for answers, probabilities, *seen in rows:
        top = [(breed(wnid), float(probability)) for wnid, probability in zip(answers, probabilities, strict=True)]
        yield decide(top, thresholds, *seen)


def _precision_of(kind: VerdictKind, verdicts: Sequence[Verdict], truths: Sequence[Breed]) -> VerdictPrecision:
    pairs = [(verdict, truth) for verdict, truth in zip(verdicts, truths, strict=True) if verdict.kind is kind]
    judged = [right for verdict, truth in pairs if (right := verdict.holds_for(truth)) is not None]
    return VerdictPrecision(
        len(pairs),
        proportion(len(pairs), len(verdicts)),
        proportion(sum(judged), len(judged)) if judged else None,
        float(np.mean([len(verdict.named) for verdict, _ in pairs])) if pairs else 0.0,
    )

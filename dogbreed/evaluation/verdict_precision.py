"""What the verdicts promise, and how far they keep it on the official test photos."""

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

PROMISED = 0.95
"""Of the photos with the verdict `breed`, `lookalikes` or `group`, it is true for so many at least."""
KINDS = (VerdictKind.BREED, VerdictKind.LOOKALIKES, VerdictKind.GROUP, VerdictKind.UNSURE, VerdictKind.NOT_A_DOG)


@dataclass(frozen=True)
class VerdictPrecision:
    """What became of one verdict.

    Attributes:
        photos: How many got it.
        coverage: Share of all photos that got it.
        kept: Share of these for which it was true; None for verdicts that claim nothing of the breed, or for no photo.
        named: Breeds named on average; 0 if it names none.
    """

    photos: int
    coverage: Estimate
    kept: Estimate | None
    named: float


def verdict_precision(predictions: pd.DataFrame, thresholds: Thresholds) -> dict[VerdictKind, VerdictPrecision]:
    """Every verdict on dog photos, by `KINDS`.

    Args:
        predictions: See `dogbreed.evaluation.predictions`.
    """
    verdicts = list(_verdicts(predictions, thresholds))
    truths = [breed(wnid) for wnid in predictions["truth"]]
    return {kind: _precision_of(kind, verdicts, truths) for kind in KINDS}


def as_record(kept: dict[VerdictKind, VerdictPrecision]) -> dict[str, Any]:
    """The same for a report (JSON types only)."""
    return {str(kind): asdict(promise) for kind, promise in kept.items()}


def _verdicts(predictions: pd.DataFrame, thresholds: Thresholds) -> Iterator[Verdict]:
    dogs = predictions["dog"] if "dog" in predictions else np.ones(len(predictions))
    canids = map(Kind, predictions["canid"]) if "canid" in predictions else [Kind.BREED] * len(predictions)
    energies = predictions["energy_score"] if "energy_score" in predictions else np.full(len(predictions), np.inf)
    rows = zip(predictions["answers"], predictions["probabilities"], dogs, canids, energies, strict=True)
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

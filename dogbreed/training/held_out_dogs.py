"""Answers of the ensemble to other dogs that its memory has not seen: cross-validation over the photos in its memory.

    python -m dogbreed evaluate served --other-dogs FOLDER

The photos are left out in three ways: by photo (other photos of the breed stay in the memory), by breed, and by source
(nothing of the collection that a photo comes from stays). The threshold is fitted again to each smaller memory.
"""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from sklearn.model_selection import GroupKFold, KFold

from dogbreed.evaluation.other_dogs import COLUMNS, LeftOut
from dogbreed.evaluation.scoring import Answers
from dogbreed.evaluation.thresholds import MAX_BREEDS_REJECTED, fit_rejection_threshold
from dogbreed.inference.bundle import Thresholds
from dogbreed.inference.classifier import NO_FEATURES, Prediction
from dogbreed.inference.logits import softmax
from dogbreed.inference.memory import Memory
from dogbreed.inference.verdict import Verdict, judge
from dogbreed.training.recipes import ALL_BREEDS

FOLDS = 5


@dataclass(frozen=True)
class Fitted:
    """What the threshold of a memory is fitted to.

    Attributes:
        embeddings: float32 [photos, dimensions], of the validation photos.
        logits: float32 [photos, classes], of the ensemble to these.
        thresholds: The other thresholds of the ensemble.
    """

    embeddings: np.ndarray
    logits: np.ndarray
    thresholds: Thresholds

    def thresholds_for(self, memory: Memory) -> Thresholds:
        """The thresholds with the least familiarity for a memory."""
        familiarity = fit_rejection_threshold(memory.familiarity(self.logits, self.embeddings), MAX_BREEDS_REJECTED)
        return self.thresholds.model_copy(update={"familiarity": familiarity})


def answers_when_left_out(memory: Memory, dogs: pd.DataFrame, answers: Answers, fitted: Fitted) -> pd.DataFrame:
    """The table `dogbreed.evaluation.other_dogs.OTHER_DOGS_TABLE`.

    Args:
        memory: Of all photos, in the order of `dogs`.
        dogs: The table of `dogbreed.dataset.other_dogs.list_other_dogs`.
        answers: Of the ensemble to these photos.
        fitted: What thresholds are fitted to.
    """
    rows = []
    for left_out, parts in splits(dogs).items():
        for part in parts:
            kept = np.setdiff1d(np.arange(len(dogs)), part)
            smaller = replace(memory, others=memory.others[kept], names=memory.names[kept])
            thresholds = fitted.thresholds_for(smaller)
            for photo in part:
                verdict = judge(_prediction(answers, photo), thresholds, smaller)
                breed = dogs["breed"][photo]
                known = breed in smaller.names
                rows.append((left_out, breed, dogs["mix"][photo], str(verdict.kind), known, _place(breed, verdict)))
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"suggested": "Int64"})


def splits(dogs: pd.DataFrame) -> dict[LeftOut, list[np.ndarray]]:
    """Rows that are left out together, int [photos] each.

    Args:
        dogs: The table of `dogbreed.dataset.other_dogs.list_other_dogs`.
    """
    rows = np.arange(len(dogs))
    by_photo = KFold(FOLDS, shuffle=True, random_state=0).split(rows)
    by_breed = GroupKFold(FOLDS, shuffle=True, random_state=0).split(rows, groups=dogs["breed"])
    return {
        LeftOut.PHOTO: [part for _, part in by_photo],
        LeftOut.BREED: [part for _, part in by_breed],
        LeftOut.SOURCE: [rows[dogs["source"] == source] for source in dogs["source"].unique()],
    }


def _prediction(answers: Answers, photo: int) -> Prediction:
    logits, embeddings = answers.logits[photo], answers.embeddings
    assert embeddings is not None
    return Prediction(
        ALL_BREEDS, logits, softmax(logits), NO_FEATURES, None, answers.scenes[photo], embedding=embeddings[photo]
    )


def _place(breed: str, verdict: Verdict) -> int | None:
    """Place of a breed among the suggestions from 1, 0 if it is not among them; None without suggestions."""
    names = [suggested.key for suggested in verdict.suggested]
    return (names.index(breed) + 1 if breed in names else 0) if names else None

"""How the ensemble answers to dogs outside the 120 breeds that its memory has not seen; stored in its folder.

The answers come from cross-validation, see `dogbreed.training.held_out_dogs`.
"""

from enum import StrEnum

import pandas as pd

from dogbreed.evaluation.metrics import Estimate, proportion
from dogbreed.evaluation.stored_results import BundleTable
from dogbreed.evaluation.verdict_precision import KINDS
from dogbreed.inference.verdict import VerdictKind

COLUMNS = ("left_out", "breed", "mix", "verdict", "in_memory", "suggested")
OTHER_DOGS_TABLE = BundleTable("other_dogs.csv", COLUMNS, "answers to other dogs", "--other-dogs FOLDER")
"""One row per photo and way of leaving out: `left_out`, `breed` (a key of `dogbreed.other_breeds`), `mix`, `verdict`,
`in_memory` (whether other photos of the breed were left in) and `suggested` (the place of the breed among the
suggestions, 0: not among them; empty: there were none)."""
NAMES_A_BREED = (VerdictKind.BREED, VerdictKind.LOOKALIKES, VerdictKind.GROUP)
"""Verdicts that are wrong for a dog outside the 120 breeds."""


class LeftOut(StrEnum):
    """What was left out of the memory before a photo was answered."""

    PHOTO = "photo"
    BREED = "breed"
    SOURCE = "source"


def photos_left_out(answers: pd.DataFrame, left_out: LeftOut, mix: bool) -> pd.DataFrame:
    """The rows of one way of leaving out: of mixes or of breeds."""
    return answers[(answers["left_out"] == left_out) & (answers["mix"] == mix)]


def verdict_shares(answers: pd.DataFrame, left_out: LeftOut, mix: bool) -> dict[VerdictKind, Estimate]:
    """Share of the photos that got each verdict, 0 to 1, with its 95 % interval, in the order of `KINDS`.

    Args:
        answers: The table `OTHER_DOGS_TABLE`.
        left_out: What was left out.
        mix: Whether to count mixes, else breeds.
    """
    counted = photos_left_out(answers, left_out, mix)["verdict"].value_counts()
    return {kind: proportion(int(counted.get(kind, 0)), int(counted.sum())) for kind in KINDS}


def suggestions_right(answers: pd.DataFrame, left_out: LeftOut, among: int) -> Estimate:
    """How often the breed is among the first suggestions, where it is in the memory and anything is suggested."""
    photos = answers[(answers["left_out"] == left_out) & answers["in_memory"] & answers["suggested"].notna()]
    return proportion(int(photos["suggested"].between(1, among).sum()), len(photos))

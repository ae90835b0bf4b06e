"""How a network answers for breeds that it was not trained on.

Each of the 120 breeds is left out in turn: its photos are classified by heads that were not trained on it, with its
classes removed from the second opinion too (see `dogbreed.training.left_out_breeds`). The result is stored in the
network's folder.
"""

from collections.abc import Iterable

import pandas as pd

from dogbreed.breeds import Breed
from dogbreed.evaluation.metrics import Estimate, proportion
from dogbreed.evaluation.stored_results import BundleTable
from dogbreed.evaluation.verdict_precision import KINDS
from dogbreed.inference.verdict import Verdict

COLUMNS = ("wnid", "photos", *map(str, KINDS))
UNKNOWN_BREEDS_TABLE = BundleTable("unknown_breeds.csv", COLUMNS, "answers to unknown breeds", "--unknown-breeds")
"""Counts per breed, see `unknown_breeds`."""


def unknown_breeds(answers: Iterable[tuple[Breed, Verdict]]) -> pd.DataFrame:
    """Count the verdicts per breed.

    Args:
        answers: For each photo its breed, which the network was not trained on, and the verdict.

    Returns:
        One row per breed: `wnid`, `photos`, and a column per verdict with the number of photos that got it.
    """
    table = pd.DataFrame([(dog.wnid, str(verdict.kind)) for dog, verdict in answers], columns=["wnid", "kind"])
    counts = pd.crosstab(table["wnid"], table["kind"]).reindex(columns=list(map(str, KINDS)), fill_value=0)
    return counts.assign(photos=counts.sum(axis=1)).reset_index()[list(COLUMNS)].rename_axis(columns=None)


def shares(table: pd.DataFrame) -> dict[str, Estimate]:
    """Share of all photos that got each verdict, 0 to 1, with its 95 % interval, by the name of the verdict."""
    photos = int(table["photos"].sum())
    return {str(kind): proportion(int(table[str(kind)].sum()), photos) for kind in KINDS}

"""How often several dogs in a photo are noticed, by the annotated boxes; stored in the network's folder."""

import numpy as np
import pandas as pd

from dogbreed.evaluation.metrics import Estimate, proportion
from dogbreed.evaluation.stored_results import BundleTable

COLUMNS = ("boxes", "photos", "noticed")
SEVERAL_DOGS_TABLE = BundleTable("several_dogs.csv", COLUMNS, "figures of several dogs")
"""The table of `several_dogs`."""


def several_dogs(boxes: pd.Series, noticed: np.ndarray) -> pd.DataFrame:
    """Count the photos that are said to show several dogs.

    Args:
        boxes: Number of annotated boxes of each photo.
        noticed: bool [photos].

    Returns:
        One row per number of boxes: `boxes`, `photos` and `noticed`.
    """
    counted = pd.DataFrame({"boxes": boxes.to_numpy(), "noticed": noticed}).groupby("boxes")["noticed"]
    return counted.agg(photos="size", noticed="sum").reset_index()[list(COLUMNS)]


def precision_and_recall(table: pd.DataFrame) -> tuple[Estimate, Estimate]:
    """Share of noticed photos with several boxes, and share of photos with several boxes that were noticed."""
    several = table[table["boxes"] > 1]
    right = int(several["noticed"].sum())
    return proportion(right, int(table["noticed"].sum())), proportion(right, int(several["photos"].sum()))

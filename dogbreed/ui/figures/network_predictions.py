"""A network's test predictions with its name and colour, as figures take them."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from dogbreed.evaluation import top1


@dataclass(frozen=True, eq=False)
class NetworkPredictions:
    """One of the networks in a figure; equal only to itself, so that a cache tells it without comparing tables.

    Attributes:
        name: Its label.
        colour: Of its bars, lines and points, "#0072b2".
        predictions: One row per test photo, see `dogbreed.evaluation.stored_results`.
    """

    name: str
    colour: str
    predictions: pd.DataFrame

    @cached_property
    def right(self) -> pd.Series:
        """Whether each first answer is right, bool [photos]; computed once."""
        return top1.right(self.predictions)

    @cached_property
    def by_breed(self) -> pd.DataFrame:
        """The table of `dogbreed.evaluation.top1.by_breed`; computed once."""
        return top1.by_breed(self.predictions)

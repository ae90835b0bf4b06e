"""A network's test predictions with its name and colour, as figures take them."""

from dataclasses import dataclass

import pandas as pd


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

"""A network's answers to the test photos, as figures draw them."""

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Answered:
    """One of the networks in a figure.

    Attributes:
        name: Its label.
        colour: Of its bars, lines and points, "#0072b2".
        predictions: See `dogbreed.evaluation.predictions`.
    """

    name: str
    colour: str
    predictions: pd.DataFrame

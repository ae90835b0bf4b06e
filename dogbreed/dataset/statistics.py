"""The dataset in figures."""

from dataclasses import dataclass

import pandas as pd

Range = tuple[int, int]
"""The smallest and the largest."""


@dataclass(frozen=True)
class Statistics:
    """What the table of photos counts up to.

    Attributes:
        photos: All of them.
        colour: Those with three colour channels.
        breeds: Different WordNet ids.
        photos_a_breed: Of the rarest and of the most frequent breed.
        heights: Of the originals, in pixels.
        widths: Of the originals, in pixels.
        train: Photos of the official training split.
        test: Photos of the official test split.
        boxes: Dogs that somebody drew a box around.
        several_dogs: Photos with more than one box.
    """

    photos: int
    colour: int
    breeds: int
    photos_a_breed: Range
    heights: Range
    widths: Range
    train: int
    test: int
    boxes: int
    several_dogs: int


def statistics(index: pd.DataFrame) -> Statistics:
    """Count up a table of photos (see `build_index`)."""
    dogs = index["boxes"].str.len()
    return Statistics(
        photos=len(index),
        colour=int((index["depth"] == 3).sum()),
        breeds=index["wnid"].nunique(),
        photos_a_breed=_range(index["wnid"].value_counts()),
        heights=_range(index["height"]),
        widths=_range(index["width"]),
        train=int((index["split"] == "train").sum()),
        test=int((index["split"] == "test").sum()),
        boxes=int(dogs.sum()),
        several_dogs=int((dogs > 1).sum()),
    )


def _range(values: "pd.Series[int]") -> Range:
    return int(values.min()), int(values.max())

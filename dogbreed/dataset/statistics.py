"""Summary statistics of the dataset."""

from dataclasses import dataclass

import pandas as pd

Range = tuple[int, int]
"""The smallest and the largest value."""


@dataclass(frozen=True)
class Statistics:
    """Summary statistics of a table of photos.

    Attributes:
        photos: Number of photos.
        colour: Photos with three colour channels.
        breeds: Number of breeds.
        photos_a_breed: Photos of the rarest and of the most frequent breed.
        heights: Heights of the originals, px.
        widths: Widths of the originals, px.
        train: Photos of the official training split.
        test: Photos of the official test split.
        boxes: Number of annotated boxes.
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
    """Summarise a table of photos, see `dogbreed.dataset.index.build_index`."""
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

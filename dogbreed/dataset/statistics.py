"""Summary statistics of the dataset, and histograms of the sizes of its photos."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

Range = tuple[int, int]
"""The smallest and the largest value."""


SIDES = tuple(round(2 ** (quarter / 4)) for quarter in range(26, 48))
"""Sides of photos, px, 91 to 3,444, four steps per doubling."""
ASPECTS = tuple(tenth / 10 for tenth in range(3, 38))
"""Aspect ratios, width by height, 0.3 to 3.7."""
FILLS = tuple(twentieth / 20 for twentieth in range(21))
"""Shares of a photo that the dogs' boxes cover, 0 to 1."""


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


def side_edges(sides: "pd.Series[int]") -> tuple[int, ...]:
    """Edges of bins from the smallest side to the largest, px, with the steps of `SIDES` between them."""
    low, high = int(sides.min()), int(sides.max())
    return (low, *(side for side in SIDES if low < side < high), high)


def histogram(values: pd.Series, edges: Sequence[float]) -> pd.DataFrame:
    """Number of values between each pair of neighbouring edges.

    Args:
        values: One value per photo.
        edges: Edges of the bins, ascending.

    Returns:
        The columns `low`, `high` and `photos`; a value on an edge belongs to the bin above it, on the last edge to the
        bin below it.
    """
    photos, _ = np.histogram(values, bins=edges)
    return pd.DataFrame({"low": edges[:-1], "high": edges[1:], "photos": photos})


def size_grid(photos: pd.DataFrame, widths: Sequence[int] = SIDES, heights: Sequence[int] = SIDES) -> pd.DataFrame:
    """Two-dimensional histogram of width and height; empty bins are left out.

    Args:
        photos: Table with the columns `width` and `height`, px.
        widths: Edges of the bins, px, ascending; `heights` likewise.

    Returns:
        The columns `width`, `width_below`, `height`, `height_below` (px, edges of the bin) and `photos`.
    """
    counts, *_ = np.histogram2d(photos["width"], photos["height"], bins=[widths, heights])
    across, down = np.nonzero(counts)
    x, y = np.asarray(widths), np.asarray(heights)
    return pd.DataFrame(
        {
            "width": x[across],
            "width_below": x[across + 1],
            "height": y[down],
            "height_below": y[down + 1],
            "photos": counts[across, down].astype(int),
        }
    )

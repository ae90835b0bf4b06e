"""How the photos spread over what a chart shows."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

SIDES = tuple(round(2 ** (quarter / 4)) for quarter in range(26, 48))
"""Sides of photos, px, four steps to a doubling, from 91 to 3,444."""
ASPECTS = tuple(tenth / 10 for tenth in range(3, 38))
FILLS = tuple(twentieth / 20 for twentieth in range(21))


def histogram(values: pd.Series, edges: Sequence[float]) -> pd.DataFrame:
    """How many values lie between each edge and the next.

    Returns:
        The columns low, high and photos; a value on an edge counts above it, on the last edge below it.
    """
    photos, _ = np.histogram(values, bins=edges)
    return pd.DataFrame({"low": edges[:-1], "high": edges[1:], "photos": photos})


def size_grid(photos: pd.DataFrame, edges: Sequence[int] = SIDES) -> pd.DataFrame:
    """How many photos have which width and height; squares without any are left out.

    Returns:
        The columns width, width_below, height, height_below (px, edges of the square) and photos.
    """
    counts, *_ = np.histogram2d(photos["width"], photos["height"], bins=[edges, edges])
    across, down = np.nonzero(counts)
    sides = np.asarray(edges)
    return pd.DataFrame(
        {
            "width": sides[across],
            "width_below": sides[across + 1],
            "height": sides[down],
            "height_below": sides[down + 1],
            "photos": counts[across, down].astype(int),
        }
    )

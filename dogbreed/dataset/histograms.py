"""Histograms of photo sizes for the charts of the Dataset page."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

SIDES = tuple(round(2 ** (quarter / 4)) for quarter in range(26, 48))
"""Sides of photos, px, 91 to 3,444, four steps per doubling."""
ASPECTS = tuple(tenth / 10 for tenth in range(3, 38))
"""Aspect ratios, width by height, 0.3 to 3.7."""
FILLS = tuple(twentieth / 20 for twentieth in range(21))
"""Shares of a photo that the dogs' boxes cover, 0 to 1."""


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


def size_grid(photos: pd.DataFrame, edges: Sequence[int] = SIDES) -> pd.DataFrame:
    """Two-dimensional histogram of width and height; empty bins are left out.

    Args:
        photos: Table with the columns `width` and `height`, px.
        edges: Edges of the bins of both axes, px, ascending.

    Returns:
        The columns `width`, `width_below`, `height`, `height_below` (px, edges of the bin) and `photos`.
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

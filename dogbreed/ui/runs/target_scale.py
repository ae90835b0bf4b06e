"""The colour of a run by its validation accuracy: from blue, the worst, over purple to orange, the best.

Lightness rises all the way, so that it also reads without colour, and stays clear of the backgrounds of both themes.
"""

from collections.abc import Sequence

from plotly.colors import sample_colorscale

SCALE = [[0.0, "rgb(86, 126, 184)"], [0.5, "rgb(184, 107, 143)"], [1.0, "rgb(232, 147, 12)"]]


def target_colours(accuracies: Sequence[float]) -> list[str]:
    """A colour for each; the scale runs from the least of them to the greatest."""
    low, high = min(accuracies), max(accuracies)
    return [sample_colorscale(SCALE, (value - low) / (high - low) if high > low else 1.0)[0] for value in accuracies]

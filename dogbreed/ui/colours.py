"""Colours of figures. Each network has one on every chart, see `dogbreed.networks.registry`.

What the 2023 study reported is never only a colour: it is grey and dashed.
"""

from collections.abc import Sequence

from plotly.colors import sample_colorscale
from streamlit.elements.lib.streamlit_plotly_theme import BG_COLOR, GRAY_90

from dogbreed.networks.registry import REGISTRY

NETWORKS = {name: entry.colour for name, entry in REGISTRY.items()}
RUNS = ("#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377")
"""Of runs whose networks do not tell them apart: the bright scheme of Tol (2021), none of the networks' colours."""
REFERENCE = "#8a8a8a"
ACCENT = "#2b8189"
"""Between the accents of the two themes: legible on both backgrounds."""
INK = GRAY_90
"""Placeholder for the colour of text in a figure, which Streamlit replaces by that of the current theme."""
BACKGROUND = BG_COLOR
"""Placeholder for the page's background, likewise."""

ACCURACY_SCALE = [[0.0, "rgb(86, 126, 184)"], [0.5, "rgb(184, 107, 143)"], [1.0, "rgb(232, 147, 12)"]]
"""From blue, the lowest, over purple to orange, the highest. Lightness rises monotonically, so that it also reads
without colour, and stays clear of the backgrounds of both themes."""


def run_colours(networks: Sequence[str]) -> list[str]:
    """A colour per run: that of its network if all networks differ and have one, else the colours of `RUNS` in turn.

    Args:
        networks: Name of each run's network.
    """
    apart = len(set(networks)) == len(networks) and set(networks) <= NETWORKS.keys()
    return [NETWORKS[name] if apart else RUNS[place % len(RUNS)] for place, name in enumerate(networks)]


def rgba(colour: str, opacity: float) -> str:
    """A colour "#rrggbb" with an opacity, 0 to 1, as Plotly writes it: the page's background shows through."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {opacity})"


def accuracy_colours(accuracies: Sequence[float]) -> list[str]:
    """The colour of each value on `ACCURACY_SCALE`, which runs from the lowest to the highest of them."""
    low, high = min(accuracies), max(accuracies)
    shares = [(value - low) / (high - low) if high > low else 1.0 for value in accuracies]
    return [sample_colorscale(ACCURACY_SCALE, share)[0] for share in shares]

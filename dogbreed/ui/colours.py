"""The colours of charts; each network has one, see `dogbreed.networks.registry`.

The 2023 study's own numbers are never only a colour: they are grey and dashed.
"""

from collections.abc import Sequence

from streamlit.elements.lib.streamlit_plotly_theme import BG_COLOR, GRAY_90

from dogbreed.networks.registry import REGISTRY

NETWORKS = {name: entry.colour for name, entry in REGISTRY.items()}
RUNS = ("#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377")
"""Of runs that have no colour as networks: the bright scheme of Tol (2021), safe and none of the networks' colours."""
REFERENCE = "#8a8a8a"
ACCENT = "#2b8189"
"""The dark theme's: it reads on both backgrounds."""
INK = GRAY_90
"""Stands for the text's colour in a figure: Streamlit puts the light or the dark theme's in its place."""
BACKGROUND = BG_COLOR
"""Likewise for the page's background."""


def run_colours(networks: Sequence[str]) -> list[str]:
    """A colour a run: its network's where each run has another network, else one after the other of `RUNS`.

    Args:
        networks: Of the runs; a name that is not in `NETWORKS` has no colour of its own.
    """
    apart = len(set(networks)) == len(networks) and set(networks) <= NETWORKS.keys()
    return [NETWORKS[name] if apart else RUNS[place % len(RUNS)] for place, name in enumerate(networks)]


def rgba(colour: str, opacity: float) -> str:
    """A colour "#rrggbb" with an opacity, 0 to 1, as Plotly writes it: the page's background shows through."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {opacity})"

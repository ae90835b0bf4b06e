"""One colour a network on every chart: the palette of Okabe and Ito (2008), told apart with every colour vision.

The 2023 study's own numbers are never only a colour: they are grey and dashed.
"""

from streamlit.elements.lib.streamlit_plotly_theme import GRAY_90

NETWORKS = {
    "cnn-study": "#e69f00",
    "cnn": "#009e73",
    "xception": "#0072b2",
    "gate": "#cc79a7",
    "served": "#d55e00",
}
REFERENCE = "#8a8a8a"
INK = GRAY_90
"""Stands for the text's colour in a figure: Streamlit puts the light or the dark theme's in its place."""

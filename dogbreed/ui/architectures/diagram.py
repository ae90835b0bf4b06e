"""Drawing in px in a figure, so that a phone and a wide screen show the same sizes.

Heights are px from the top; widths are px from the middle, positive to the right.
"""

from typing import Any

import plotly.graph_objects as go

from dogbreed.ui.colours import INK, REFERENCE
from dogbreed.ui.widgets.chart import layout

TEXT = 14
SMALL = 12
RADIUS = 6


class Diagram:
    """A figure under construction."""

    def __init__(self) -> None:
        self._shapes: list[dict[str, Any]] = []
        self._annotations: list[dict[str, Any]] = []
        self._hover: list[tuple[float, str]] = []

    def box(
        self, centre: tuple[float, float], size: tuple[float, float], line: str, fill: str = "rgba(0,0,0,0)"
    ) -> None:
        """A rectangle with round corners."""
        (x, y), (width, height) = centre, size
        left, right, top, bottom = x - width / 2, x + width / 2, y - height / 2, y + height / 2
        round_ = min(RADIUS, height / 5)
        path = (
            f"M {left + round_},{top} L {right - round_},{top} Q {right},{top} {right},{top + round_} "
            f"L {right},{bottom - round_} Q {right},{bottom} {right - round_},{bottom} "
            f"L {left + round_},{bottom} Q {left},{bottom} {left},{bottom - round_} "
            f"L {left},{top + round_} Q {left},{top} {left + round_},{top} Z"
        )
        self._shape(type="path", path=path, line={"color": line, "width": 1.5}, fillcolor=fill)

    def frame(self, top: float, bottom: float, half: float, fill: str) -> None:
        """A coloured rectangle behind everything, twice `half` wide."""
        self._shape(
            type="rect",
            x0=-half,
            x1=half,
            y0=top,
            y1=bottom,
            layer="below",
            line={"width": 0},
            fillcolor=fill,
        )

    def line(
        self, start: tuple[float, float], end: tuple[float, float], colour: str = REFERENCE, width: float = 1.5
    ) -> None:
        """A straight line."""
        self._shape(type="line", x0=start[0], y0=start[1], x1=end[0], y1=end[1], line={"color": colour, "width": width})

    def circle(self, centre: tuple[float, float], diameter: float) -> None:
        """A circle."""
        (x, y), radius = centre, diameter / 2
        self._shape(
            type="circle",
            x0=x - radius,
            x1=x + radius,
            y0=y - radius,
            y1=y + radius,
            line={"color": REFERENCE, "width": 1.5},
        )

    def arrow(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """A line with a head."""
        self._annotate(
            end,
            ax=start[0] - end[0],
            ay=start[1] - end[1],
            text="",
            showarrow=True,
            arrowhead=2,
            arrowsize=1,
            arrowwidth=1.5,
            arrowcolor=REFERENCE,
        )

    def text(
        self, at: tuple[float, float], words: str, anchor: str = "center", size: int = TEXT, angle: int = 0
    ) -> None:
        """Words in the text's colour; `anchor` says which end of them is at the position."""
        self._annotate(
            at,
            text=words,
            showarrow=False,
            xanchor=anchor,
            yanchor="middle",
            align=anchor,
            textangle=angle,
            font={"size": size, "color": INK},
        )

    def hover(self, height: float, words: str) -> None:
        """Words that appear over the middle at that height."""
        self._hover.append((height, words))

    def finished(self, height: float) -> go.Figure:
        """The figure, `height` px high."""
        figure = go.Figure()
        figure.add_scatter(
            x=[0.5] * len(self._hover),
            y=[at for at, _ in self._hover],
            text=[words for _, words in self._hover],
            mode="markers",
            marker={"size": 26, "opacity": 0},
            hovertemplate="%{text}<extra></extra>",
        )
        layout(figure, round(height))
        # All at once: Plotly checks the whole list again whenever one is added.
        figure.update_layout(
            margin={"l": 0, "r": 0, "t": 0, "b": 0},
            hoverdistance=60,
            shapes=self._shapes,
            annotations=self._annotations,
        )
        return figure.update_xaxes(range=[0, 1], visible=False).update_yaxes(range=[height, 0], visible=False)

    def _shape(self, **shape: Any) -> None:
        self._shapes.append({"xref": "x", "yref": "y", "xsizemode": "pixel", "xanchor": 0.5, **shape})

    def _annotate(self, at: tuple[float, float], **annotation: Any) -> None:
        self._annotations.append({"x": 0.5, "xshift": at[0], "y": at[1], **annotation})

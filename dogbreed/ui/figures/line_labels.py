"""Names of lines beside their right ends, in the figure's margin, none on top of another."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dogbreed.ui.colours import INK

CHARACTER = 8
"""Width of a letter, px."""


@dataclass(frozen=True)
class LineEnd:
    """The last point of a line and the line's name and colour ("#0072b2")."""

    x: float
    y: float
    name: str
    colour: str


def label_line_ends(
    figure: go.Figure, ends: Sequence[LineEnd], edge: float, gap: float, bounds: tuple[float, float]
) -> None:
    """Add each line's name to the right margin and a dotted line to it, and make the margin wide enough.

    Args:
        figure: Already laid out.
        ends: One per line; one at least.
        edge: Where the margin begins, a value of the x axis.
        gap: Least distance of two names, in units of the y axis.
        bounds: Of the y axis; names stay between them while there is room.
    """
    text = {"x": 1, "xref": "x domain", "xanchor": "left", "xshift": 4, "showarrow": False, "font": {"color": INK}}
    for end, place in zip(ends, spread([end.y for end in ends], gap, *bounds), strict=True):
        line = {"color": end.colour, "width": 1, "dash": "dot"}
        figure.add_scatter(x=[end.x, edge], y=[end.y, place], mode="lines", line=line, hoverinfo="skip")
        figure.add_annotation(y=place, text=end.name, **text)
    figure.update_layout(margin_r=CHARACTER * max(len(end.name) for end in ends) + 12)


def spread(values: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Positions close to the values, in the same order, at least `gap` apart.

    They lie between `low` and `high` as long as there is room for all of them, else they go on below `low`.
    """
    order = sorted(range(len(values)), key=lambda place: values[place])
    positions: dict[int, float] = {}
    floor = low
    for place in order:
        positions[place] = max(values[place], floor)
        floor = positions[place] + gap
    ceiling = high
    for place in reversed(order):
        positions[place] = min(positions[place], ceiling)
        ceiling = positions[place] - gap
    return [positions[place] for place in range(len(values))]

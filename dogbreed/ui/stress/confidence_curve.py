"""Chart: probability of the original answer over the whole range of one kind of damage."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd
import plotly.graph_objects as go

from dogbreed.ui.built_once import built_once
from dogbreed.ui.colours import BACKGROUND, REFERENCE
from dogbreed.ui.figures.line_labels import LineEnd, label_line_ends
from dogbreed.ui.formatting import percent
from dogbreed.ui.widgets.chart import Chart, layout

RANGE = (-0.03, 1.06)
ROW = 0.07
"""Height of a label on the axis."""
BESIDE = 0.06
"""Room left and right of the points, as a share of their range."""
COLUMNS = ["network", "value", "probability", "most_probable", "sentence", "same"]


@dataclass(frozen=True, eq=False)
class Sweep:
    """A network's predictions over the range of one kind of damage.

    Attributes:
        name: Its title.
        colour: Its colour on every chart.
        favourite: Its most probable breed for the original photo.
        points: One row per value: `value`, `probability` (of the favourite), `most_probable` (breed), `sentence` (of
            the verdict) and `same` (whether the favourite is the most probable breed, and a dog was found).
    """

    name: str
    colour: str
    favourite: str
    points: pd.DataFrame

    def kept(self, neutral: float) -> tuple[float, float]:
        """The range of values around the neutral one over which the answer stays the same."""
        low = high = neutral
        below, above = self.points["value"] <= neutral, self.points["value"] >= neutral
        for value, same in self.points.loc[below, ["value", "same"]].iloc[::-1].itertuples(index=False):
            if not same:
                break
            low = value
        for value, same in self.points.loc[above, ["value", "same"]].itertuples(index=False):
            if not same:
                break
            high = value
        return low, high


@built_once(16)
def confidence_curve(
    label: str, sweeps: Sequence[Sweep], neutral: float, now: float, write: Callable[[float], str]
) -> Chart:
    """One line per network: filled points where its most probable breed is that for the original photo, else open.

    Args:
        label: Kind of damage, "Rotation".
        neutral: The value that leaves the photo as it is.
        now: The current value, marked by a dotted line.
        write: Formats a value with its unit.
    """
    figure, ends = go.Figure(), []
    for network in sweeps:
        points = network.points
        last = points.iloc[-1]
        ends.append(LineEnd(last["value"], last["probability"], network.name, network.colour))
        figure.add_scatter(
            x=points["value"],
            y=points["probability"],
            mode="lines+markers",
            name=network.name,
            line={"color": network.colour, "width": 2},
            marker={
                "size": 10,
                "color": [network.colour if same else BACKGROUND for same in points["same"]],
                "line": {"color": network.colour, "width": 2},
            },
            customdata=[
                (value, f"{network.name}: {escape(sentence)}<br>{network.favourite}: {percent(original)}")
                for value, sentence, original in points[["value", "sentence", "probability"]].itertuples(index=False)
            ],
            hovertemplate="%{customdata[1]}<extra></extra>",
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 1}},
        )
    figure.add_vline(x=now, line={"color": REFERENCE, "dash": "dot", "width": 2})
    layout(figure, 360, label.lower(), "probability of its original breed")
    low, high = sweeps[0].points["value"].iloc[[0, -1]]
    beside = BESIDE * (high - low)
    label_line_ends(figure, ends, high + beside, ROW, RANGE)
    figure.update_xaxes(range=[low - beside, high + beside])
    figure.update_yaxes(range=RANGE, tickformat=".0%")
    words = [_words(network, neutral, write) for network in sweeps]
    return Chart(
        "Confidence curve",
        "; ".join(words),
        figure,
        f"Probability of the original breed over {label.lower()}: " + "; ".join(words) + ".",
        pd.concat([network.points.assign(network=network.name) for network in sweeps])[COLUMNS],
    )


def _words(network: Sweep, neutral: float, write: Callable[[float], str]) -> str:
    low, high = network.kept(neutral)
    values = network.points["value"]
    if low == values.iloc[0] and high == values.iloc[-1]:
        return f"{network.name} ranks {network.favourite} first over the whole range"
    if low == high:
        return f"{network.name} ranks {network.favourite} first only for the original photo"
    return f"{network.name} ranks {network.favourite} first from {write(low)} to {write(high)}"

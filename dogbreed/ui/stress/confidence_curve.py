"""How sure networks are of their first answer while one kind of damage goes through its whole range."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from dogbreed.ui.colours import BACKGROUND, REFERENCE
from dogbreed.ui.figures.line_labels import spread
from dogbreed.ui.formatting import percent
from dogbreed.ui.widgets.chart import Chart, layout

RANGE = (-0.03, 1.06)
ROW = 0.07
"""What a label takes on the axis."""
COLUMNS = ["network", "value", "probability", "answer", "answer_probability", "same"]


@dataclass(frozen=True)
class Swept:
    """One network over the range.

    Attributes:
        name: Its title.
        colour: Its colour on every chart.
        favourite: What it sees in the untouched photo.
        points: A row a value: `value`, `probability` (of the favourite), `answer` (the breed it names first),
            `answer_probability` and `same` (whether that is the favourite).
    """

    name: str
    colour: str
    favourite: str
    points: pd.DataFrame

    def kept(self, neutral: float) -> tuple[float, float]:
        """From where to where around the untouched photo it gives the same answer."""
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


def confidence_curve(
    label: str, swept: Sequence[Swept], neutral: float, now: float, write: Callable[[float], str]
) -> Chart:
    """A line a network; filled points where its answer is the one to the untouched photo, open ones elsewhere.

    Args:
        label: What is changed, "Rotation".
        neutral: The value that does nothing.
        now: The value at which the photo is shown.
        write: Writes a value.
    """
    figure = go.Figure()
    places = spread([network.points["probability"].iloc[-1] for network in swept], ROW, *RANGE)
    for network, place in zip(swept, places, strict=True):
        points = network.points
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
                (value, f"{network.name} says {answer}, {percent(share)}")
                for value, answer, share in points[["value", "answer", "answer_probability"]].itertuples(index=False)
            ],
            hovertemplate="%{customdata[1]}<br>" + f"{network.favourite}: %{{y:.1%}}" + "<extra></extra>",
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 1}},
        )
        figure.add_annotation(
            x=1, xref="x domain", y=place, text=network.name, xanchor="left", xshift=8, showarrow=False
        )
    figure.add_vline(x=now, line={"color": REFERENCE, "dash": "dot", "width": 2})
    layout(figure, 360, label.lower(), "probability of its first answer")
    figure.update_layout(margin_r=9 * max(len(network.name) for network in swept) + 24)
    figure.update_yaxes(range=RANGE, tickformat=".0%")
    words = [_words(network, neutral, write) for network in swept]
    return Chart(
        "Confidence curve",
        "; ".join(words),
        figure,
        f"Probability of the first answer over {label.lower()}: " + "; ".join(words) + ".",
        pd.concat([network.points.assign(network=network.name) for network in swept])[COLUMNS],
    )


def _words(network: Swept, neutral: float, write: Callable[[float], str]) -> str:
    low, high = network.kept(neutral)
    values = network.points["value"]
    if low == values.iloc[0] and high == values.iloc[-1]:
        return f"{network.name} says {network.favourite} over the whole range"
    if low == high:
        return f"{network.name} says {network.favourite} only while the photo is untouched"
    return f"{network.name} says {network.favourite} from {write(low)} to {write(high)}"

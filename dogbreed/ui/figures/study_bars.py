"""A test figure of networks as bars, with what the 2023 study reported as dashed grey lines."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dogbreed.evaluation.metrics import Estimate
from dogbreed.ui.colours import INK, REFERENCE
from dogbreed.ui.formatting import count, loss, percent
from dogbreed.ui.widgets.chart import layout

ROW = 72
"""Height of a bar with the text above it, px."""

ONE_LINE = 40
"""Characters of a label that fit one line on a phone."""


@dataclass(frozen=True)
class Reported:
    """What the 2023 study reported of one of its networks.

    Attributes:
        what: The network and its number of breeds.
        top1: Test accuracy, 0 to 1.
        cross_entropy: Test loss, nats.
    """

    what: str
    top1: float
    cross_entropy: float

    @property
    def label(self) -> str:
        """Text at its line."""
        return f"2023 study: {self.what}"


STUDY = (Reported("CNN, 30 breeds", 0.25, 2.62), Reported("Xception, number of breeds not reported", 0.73, 1.42))


@dataclass(frozen=True)
class Measured:
    """What a bar shows.

    Attributes:
        label: The network.
        colour: Its colour.
        value: The figure that was measured.
        interval: The same with its 95 % interval, None if unknown.
        photos: Number of test photos, None if unknown.
    """

    label: str
    colour: str
    value: float
    interval: Estimate | None = None
    photos: int | None = None


def study_bars(
    bars: Sequence[Measured], reported: Callable[[Reported], float], wording: Callable[[float], str], x: str
) -> go.Figure:
    """One row per figure: the study's first, then the bars.

    Args:
        bars: Any number of them.
        reported: Picks one of the study's figures.
        wording: Writes a value.
        x: Title of the x axis.
    """
    figure = go.Figure()
    labels = [(study.label, reported(study)) for study in STUDY] + [(bar.label, bar.value) for bar in bars]
    for place, (label, value) in enumerate(labels):
        text = label if len(label) <= ONE_LINE else label.replace(", ", ",<br>", 1)
        figure.add_annotation(
            x=0,
            y=place,
            text=f"<b>{wording(value)}</b> {text}",
            xanchor="left",
            yanchor="bottom",
            align="left",
            yshift=12,
            showarrow=False,
        )
    for place, bar in enumerate(bars, len(STUDY)):
        _add_bar(figure, place, bar, wording)
    for place, study in enumerate(STUDY):
        figure.add_scatter(
            x=[0, reported(study)],
            y=[place, place],
            mode="lines+markers",
            line={"color": REFERENCE, "dash": "dash", "width": 4},
            marker={"size": [0, 12]},
            hovertemplate=f"test accuracy {percent(study.top1)}, test loss {loss(study.cross_entropy)}<extra></extra>",
        )
    layout(figure, ROW * len(labels) + 84, x)
    return figure.update_yaxes(visible=False, range=[len(labels) - 0.6, -0.7])


def _add_bar(figure: go.Figure, place: int, bar: Measured, wording: Callable[[float], str]) -> None:
    interval, words, whiskers = bar.interval, "no interval", None
    if interval:
        words = f"95 % interval {wording(interval.low)} to {wording(interval.high)}"
        whiskers = {"array": [interval.high - bar.value], "arrayminus": [bar.value - interval.low], "color": INK}
    sample = f" of {count(bar.photos)} test photos" if bar.photos else ""
    figure.add_bar(
        x=[bar.value],
        y=[place],
        orientation="h",
        width=0.3,
        marker={"color": bar.colour},
        error_x=whiskers,
        hovertemplate=f"{wording(bar.value)}{sample}<br>{words}<extra></extra>",
    )

"""Which differences between networks are real."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import pandas as pd
import plotly.graph_objects as go

from dogbreed.evaluation.mcnemar import SIGNIFICANCE, PairedDifference, holm, paired_difference
from dogbreed.evaluation.per_breed import right
from dogbreed.ui.colours import REFERENCE
from dogbreed.ui.figures.network_predictions import NetworkPredictions
from dogbreed.ui.formatting import chance, count, points
from dogbreed.ui.widgets.chart import Chart, layout

ROW = 76
"""Pixels of a pair with the words above it."""


@dataclass(frozen=True)
class Difference:
    """Two networks, the one that is right more often first.

    Attributes:
        found: On the photos that both answered.
        p_value: Raised for the number of pairs, see `dogbreed.evaluation.mcnemar.holm`.
    """

    better: NetworkPredictions
    worse: NetworkPredictions
    found: PairedDifference
    p_value: float

    @property
    def real(self) -> bool:
        """Whether so large a difference would come up by chance in less than one comparison in 20."""
        return self.p_value < SIGNIFICANCE

    @property
    def verdict(self) -> str:
        """What the test says, in two words or three."""
        return "real" if self.real else "may be chance"


def all_differences(networks: Sequence[NetworkPredictions]) -> list[Difference]:
    """Every pair of networks, all of which answered the same photos, the largest difference first."""
    correct = {network.name: right(network.predictions).to_numpy() for network in networks}
    ranked = sorted(networks, key=lambda network: -correct[network.name].mean())
    pairs = [
        (one, other, paired_difference(correct[one.name], correct[other.name]))
        for one, other in combinations(ranked, 2)
    ]
    p_values = holm([found.p_value for _, _, found in pairs])
    differences = [Difference(*pair, p_value) for pair, p_value in zip(pairs, p_values, strict=True)]
    return sorted(differences, key=lambda difference: -difference.found.difference.value)


def differences(pairs: Sequence[Difference]) -> Chart:
    """A point a pair with its 95 % interval, against the line of no difference."""
    figure = go.Figure()
    for place, pair in enumerate(pairs):
        _add_pair(figure, place, pair)
    layout(figure, ROW * len(pairs) + 100, "percentage points that it is right more often")
    figure.add_vline(0, line={"color": REFERENCE, "dash": "dash"})
    figure.add_annotation(
        x=0, y=len(pairs) - 0.55, text=" no difference", xanchor="left", yanchor="bottom", showarrow=False
    )
    low = min(0.0, *(100 * pair.found.difference.low for pair in pairs))
    high = max(0.0, *(100 * pair.found.difference.high for pair in pairs))
    room = 0.06 * (high - low)
    figure.update_xaxes(range=[low - room, high + room], zeroline=False)
    figure.update_yaxes(visible=False, range=[len(pairs) - 0.5, -0.7])
    words = [
        f"{pair.better.name} {points(pair.found.difference.value)} over {pair.worse.name}, {pair.verdict}"
        for pair in pairs
    ]
    return Chart(
        "Differences of accuracy",
        _title(pairs),
        figure,
        f"Differences of accuracy with their 95 % intervals: {'; '.join(words)}.",
        _table(pairs),
    )


def _add_pair(figure: go.Figure, place: int, pair: Difference) -> None:
    found = pair.found
    value, low, high = (100 * end for end in (found.difference.value, found.difference.low, found.difference.high))
    figure.add_scatter(
        x=[value],
        y=[place],
        mode="markers",
        marker={"color": pair.better.colour, "size": 13, "symbol": "circle" if pair.real else "circle-open"},
        error_x={"array": [high - value], "arrayminus": [value - low], "thickness": 2.5, "width": 6},
        hovertemplate=(
            f"95 % interval {points(found.difference.low)} to {points(found.difference.high)}<br>"
            f"of {count(found.photos)} photos only {pair.better.name} is right in {count(found.only_first)},<br>"
            f"only {pair.worse.name} in {count(found.only_second)}<br>"
            f"McNemar's test: {chance(pair.p_value)}<extra></extra>"
        ),
    )
    figure.add_annotation(
        x=0,
        y=place,
        text=f"<b>{points(found.difference.value)}</b> {pair.better.name} over {pair.worse.name}: {pair.verdict}",
        xanchor="left",
        xshift=8,
        yshift=24,
        showarrow=False,
    )


def _title(pairs: Sequence[Difference]) -> str:
    real = sum(pair.real for pair in pairs)
    if len(pairs) == 1:
        [pair] = pairs
        gap = f"{points(pair.found.difference.value)} for {pair.better.name} over {pair.worse.name}"
        return f"{gap}: the difference {'is real' if real else 'may be chance'}"
    if real in (0, len(pairs)):
        return f"All {len(pairs)} differences {'are real' if real else 'may be chance'}"
    return f"{real} of the {len(pairs)} differences {'is' if real == 1 else 'are'} real"


def _table(pairs: Sequence[Difference]) -> pd.DataFrame:
    """`p_value`: of McNemar's exact test; `p_value_holm`: the same for this many pairs."""
    return pd.DataFrame(
        {
            "network": pair.better.name,
            "other": pair.worse.name,
            "photos": pair.found.photos,
            "only_network_right": pair.found.only_first,
            "only_other_right": pair.found.only_second,
            "difference": pair.found.difference.value,
            "low": pair.found.difference.low,
            "high": pair.found.difference.high,
            "p_value": pair.found.p_value,
            "p_value_holm": pair.p_value,
        }
        for pair in pairs
    )

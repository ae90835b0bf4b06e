"""Differences of accuracy between networks, tested with McNemar's test: as a figure and in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dogbreed.evaluation.mcnemar import SIGNIFICANCE, PairedDifference, holm, paired_difference
from dogbreed.ui.built_once import built_once
from dogbreed.ui.colours import REFERENCE
from dogbreed.ui.figures.network_predictions import NetworkPredictions
from dogbreed.ui.formatting import chance, count, plain, points
from dogbreed.ui.widgets.chart import Chart, layout
from dogbreed.ui.widgets.stage import note

ROW = 92
"""Height of a pair with the text above it, px."""
HELP = (
    "McNemar's test (1947, exact): photos on which two networks agree do not tell which one is better; if both were "
    "equally good, each would be right in half of the others. p is the probability of a split at least as uneven as "
    "this one by chance; below 0.05 the difference is called statistically significant. The intervals of the "
    "differences are Newcombe's (1998, method 10) for paired proportions."
)
SEVERAL = " For several pairs, p is corrected for multiple tests (Holm 1979)."


@dataclass(frozen=True)
class Difference:
    """Two networks and the difference of their accuracies.

    Attributes:
        better: The network with the higher accuracy.
        worse: The other one.
        found: The paired difference on the test photos.
        p_value: Corrected for the number of pairs, see `dogbreed.evaluation.mcnemar.holm`.
    """

    better: NetworkPredictions
    worse: NetworkPredictions
    found: PairedDifference
    p_value: float

    @property
    def significant(self) -> bool:
        """Whether the p-value is below 0.05."""
        return self.p_value < SIGNIFICANCE

    @property
    def verdict(self) -> str:
        """The result of the test in words."""
        return "statistically significant" if self.significant else "not significant"


@built_once(8)
def all_differences(networks: Sequence[NetworkPredictions]) -> list[Difference]:
    """Every pair of networks, the largest difference first; all were tested on the same photos."""
    correct = {network.name: network.right.to_numpy() for network in networks}
    ranked = sorted(networks, key=lambda network: -correct[network.name].mean())
    pairs = [
        (one, other, paired_difference(correct[one.name], correct[other.name]))
        for one, other in combinations(ranked, 2)
    ]
    p_values = holm([found.p_value for _, _, found in pairs])
    differences = [Difference(*pair, p_value) for pair, p_value in zip(pairs, p_values, strict=True)]
    return sorted(differences, key=lambda difference: -difference.found.difference.value)


@built_once(8)
def difference_chart(pairs: Sequence[Difference]) -> Chart:
    """One point per pair with its 95 % interval, and a line at no difference."""
    figure = go.Figure()
    for better in dict.fromkeys(pair.better for pair in pairs):
        _add_points(figure, better, {place: pair for place, pair in enumerate(pairs) if pair.better is better})
    for place, pair in enumerate(pairs):
        _name_pair(figure, place, pair)
    layout(figure, ROW * len(pairs) + 100, "difference of accuracy in percentage points")
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


def _add_points(figure: go.Figure, better: NetworkPredictions, pairs: Mapping[int, Difference]) -> None:
    """The pairs, by their rows, in which one network is the better one."""
    differences = [pair.found.difference for pair in pairs.values()]
    figure.add_scatter(
        x=[100 * difference.value for difference in differences],
        y=list(pairs),
        mode="markers",
        marker={
            "color": better.colour,
            "size": 13,
            "symbol": ["circle" if pair.significant else "circle-open" for pair in pairs.values()],
        },
        error_x={
            "array": [100 * (difference.high - difference.value) for difference in differences],
            "arrayminus": [100 * (difference.value - difference.low) for difference in differences],
            "thickness": 2.5,
            "width": 6,
        },
        hovertemplate=[_on_hover(pair) for pair in pairs.values()],
    )


def _on_hover(pair: Difference) -> str:
    found = pair.found
    return (
        f"95 % interval {points(found.difference.low)} to {points(found.difference.high)}<br>"
        f"of {count(found.photos)} photos only {pair.better.name} is right in {count(found.only_first)},<br>"
        f"only {pair.worse.name} in {count(found.only_second)}<br>"
        f"McNemar's test: {chance(pair.p_value)}<extra></extra>"
    )


def _name_pair(figure: go.Figure, place: int, pair: Difference) -> None:
    gap = points(pair.found.difference.value)
    figure.add_annotation(
        x=0,
        y=place,
        text=f"<b>{gap}</b> {pair.better.name} over {pair.worse.name}<br>{pair.verdict}",
        xanchor="left",
        yanchor="bottom",
        align="left",
        xshift=8,
        yshift=8,
        showarrow=False,
    )


def _title(pairs: Sequence[Difference]) -> str:
    significant = sum(pair.significant for pair in pairs)
    if len(pairs) == 1:
        [pair] = pairs
        gap = f"{points(pair.found.difference.value)} for {pair.better.name} over {pair.worse.name}"
        return f"{gap}: the difference is {'' if significant else 'not '}statistically significant"
    if not significant:
        return f"None of the {len(pairs)} differences is statistically significant"
    number = f"All {len(pairs)}" if significant == len(pairs) else f"{significant} of the {len(pairs)}"
    return f"{number} differences {'is' if significant == 1 else 'are'} statistically significant"


def paired_test(pairs: Sequence[Difference]) -> None:
    """For each pair, the photos that only one of the two gets right and the p-value, and an explanation of the test."""
    st.markdown("\n\n".join(map(_in_words, pairs)))
    note(HELP + (SEVERAL if len(pairs) > 1 else ""))


def _in_words(pair: Difference) -> str:
    found, better, worse = pair.found, plain(pair.better.name), plain(pair.worse.name)
    return (
        f"Of {count(found.photos)} photos, only **{better}** is right in {count(found.only_first)} and only "
        f"**{worse}** in {count(found.only_second)}: {chance(pair.p_value)}, {pair.verdict}."
    )


def _table(pairs: Sequence[Difference]) -> pd.DataFrame:
    """One row per pair; `p_value` of McNemar's exact test, `p_value_holm` corrected for the number of pairs."""
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

import pandas as pd
import pytest

from dogbreed.ui.compare.differences import all_differences, difference_chart
from dogbreed.ui.figures.network_predictions import NetworkPredictions


def answered(name: str, *right: int) -> NetworkPredictions:
    """A network that is right in some of a thousand photos."""
    answers = [["a"] if photo in set(right) else ["b"] for photo in range(1000)]
    return NetworkPredictions(name, "#000000", pd.DataFrame({"truth": "a", "answers": answers}))


GOOD, FAIR, POOR = answered("good", *range(900)), answered("fair", *range(5, 900)), answered("poor", *range(400))


def test_the_better_network_comes_first_whatever_the_order():
    for networks in ([GOOD, POOR], [POOR, GOOD]):
        [pair] = all_differences(networks)
        assert (pair.better.name, pair.worse.name) == ("good", "poor")
        assert (pair.found.only_first, pair.found.only_second) == (500, 0)
        assert pair.significant


def test_a_difference_of_five_photos_may_be_chance():
    chart = difference_chart(all_differences([FAIR, GOOD]))
    assert chart.title == "+0.5 points for good over fair: the difference is not statistically significant"
    assert "not significant" in chart.alt


def test_every_pair_is_tested_more_strictly_the_more_pairs_there_are():
    pairs = all_differences([POOR, GOOD, FAIR])
    assert len(pairs) == 3
    chart = difference_chart(pairs)
    assert chart.title == "2 of the 3 differences are statistically significant"
    close = chart.table[chart.table["other"] == "fair"].iloc[0]
    assert close["p_value"] == pytest.approx(0.0625)
    assert close["p_value_holm"] == close["p_value"]
    assert (chart.table["p_value_holm"] >= chart.table["p_value"]).all()
    assert chart.table["difference"].is_monotonic_decreasing

import pandas as pd
import pytest

from dogbreed.ui.figures.network_predictions import NetworkPredictions
from dogbreed.ui.figures.reliability import reliability


def answered(name: str, *answers: tuple[str, float]) -> NetworkPredictions:
    """Photos of the breed "a"."""
    return NetworkPredictions(
        name,
        "#000000",
        pd.DataFrame(
            {
                "truth": "a",
                "answers": [[answer] for answer, _ in answers],
                "probabilities": [[probability] for _, probability in answers],
            }
        ),
    )


SURE = answered("sure", ("a", 0.95), ("a", 1.0), ("b", 0.55), ("a", 0.51))
UNSURE = answered("unsure", ("a", 0.35), ("b", 0.31))


def test_tenths_show_how_often_a_probability_came_true():
    table = reliability([SURE]).table
    assert table["photos"].tolist() == [2, 2]
    assert table["right"].tolist() == [0.5, 1.0]
    assert table["stated"].tolist() == pytest.approx([0.53, 0.975])


def test_several_networks_share_a_figure_each_under_its_name():
    chart = reliability([SURE, UNSURE])
    assert chart.table["network"].tolist() == ["unsure" if stated < 0.5 else "sure" for stated in chart.table["stated"]]
    assert {"sure", "unsure"} <= {annotation.text for annotation in chart.figure.layout.annotations}
    assert "unsure never predicts as much" in chart.title
    assert "unsure 50.0" in chart.alt


def test_a_network_that_is_never_sure_is_not_said_to_be_right_when_it_is():
    assert reliability([UNSURE]).title == "It never predicts 90 % or more"

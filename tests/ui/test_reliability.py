import pandas as pd
import pytest

from dogbreed.ui.figures.reliability import reliability


def test_tenths_show_how_often_a_probability_came_true():
    predictions = pd.DataFrame(
        {
            "truth": ["a", "a", "a", "a"],
            "answers": [["a"], ["a"], ["b"], ["a"]],
            "probabilities": [[0.95], [1.0], [0.55], [0.51]],
        }
    )
    table = reliability(predictions).table
    assert table["photos"].tolist() == [2, 2]
    assert table["right"].tolist() == [0.5, 1.0]
    assert table["stated"].tolist() == pytest.approx([0.53, 0.975])

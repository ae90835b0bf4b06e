import numpy as np
import pytest

from dogbreed.breeds import BREEDS
from dogbreed.errors import DogbreedError
from dogbreed.evaluation.stored_results import load_predictions, predictions_table

CLASSES = tuple(breed.wnid for breed in BREEDS)


def test_a_row_holds_the_ten_best_answers_in_order_and_the_loss():
    probabilities = np.random.default_rng(0).dirichlet(np.ones(120), 5)
    labels = np.array([3, 1, 4, 1, 5])
    table = predictions_table([f"{n}.jpg" for n in range(5)], CLASSES, probabilities, labels)
    row = table.iloc[2]
    assert row["truth"] == CLASSES[4]
    assert row["answers"][0] == CLASSES[probabilities[2].argmax()]
    assert list(row["probabilities"]) == sorted(row["probabilities"], reverse=True)
    assert len(row["answers"]) == 10
    assert row["loss"] == pytest.approx(-np.log(probabilities[2, 4]), rel=1e-5)


def test_a_network_without_predictions_says_how_to_make_them():
    with pytest.raises(DogbreedError, match="python -m dogbreed evaluate nothing"):
        load_predictions("nothing")

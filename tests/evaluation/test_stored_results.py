import os
import shutil

import numpy as np
import pandas as pd
import pytest

from dogbreed.breeds import BREEDS
from dogbreed.errors import DogbreedError
from dogbreed.evaluation.stored_results import load_predictions, predictions_table
from dogbreed.inference.bundle import CARD_FILE
from dogbreed.settings import settings

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


@pytest.fixture
def untested(monkeypatch, tmp_path):
    """The name of a network that has not been evaluated."""
    (tmp_path / "fresh").mkdir()
    shutil.copy(settings().models_dir / "cnn" / CARD_FILE, tmp_path / "fresh")
    monkeypatch.setenv("DOGBREED_MODELS_DIR", str(tmp_path))
    settings.cache_clear()
    yield "fresh"
    settings.cache_clear()


def test_a_network_without_predictions_says_how_to_make_them(untested):
    with pytest.raises(DogbreedError, match=f"python -m dogbreed evaluate {untested}"):
        load_predictions(untested)


def test_a_network_that_is_not_there_has_nothing_to_evaluate(untested):
    with pytest.raises(DogbreedError, match=r"no network called “nothing” .*found: fresh"):
        load_predictions("nothing")


def test_predictions_are_read_once_until_they_are_made_again(untested, tmp_path):
    file = tmp_path / untested / "predictions.parquet"
    pd.DataFrame({"file": ["a.jpg"]}).to_parquet(file)
    table = load_predictions(untested)
    assert load_predictions(untested) is table
    pd.DataFrame({"file": ["b.jpg"]}).to_parquet(file)
    os.utime(file, ns=(0, 1))
    assert load_predictions(untested)["file"].tolist() == ["b.jpg"]

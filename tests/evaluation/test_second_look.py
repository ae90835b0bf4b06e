import numpy as np
import pandas as pd
import pytest

from dogbreed.evaluation.second_look import (
    SECOND_LOOK_TABLE,
    SIZES,
    best_overlap,
    second_look,
)
from dogbreed.evaluation.stored_results import load_report
from dogbreed.inference.bundle import Bundle, load_bundle


@pytest.fixture
def table() -> pd.DataFrame:
    """Four dogs of four sizes, the smallest of which only the second look names."""
    boxes = [[[0, 0, 20, 20]], [[0, 0, 60, 60]], [[0, 0, 80, 80]], [[0, 0, 100, 100]]]
    photos = pd.DataFrame({"width": 100, "height": 100, "boxes": boxes})
    once, twice = np.array([False, True, True, False]), np.array([True, True, True, False])
    dogs = np.array([[0, 0, 0.2, 0.2], [0, 0, 0.6, 0.3], [0, 0, 0.4, 0.8], [0, 0, 0.5, 0.5]])
    return second_look(photos, once, twice, dogs, np.array([True, True, True, False]))


def test_the_gain_is_told_by_the_size_of_the_dog(table):
    assert table["dog"].tolist() == list(SIZES)
    assert table["photos"].tolist() == [4, 1, 1, 2]
    assert table["top1_once"].tolist() == [0.5, 0, 1, 0.5]
    assert table["gain"].tolist() == [0.25, 1, 0, 0]
    assert (table["gain_low"] <= table["gain"]).all()
    assert (table["gain"] <= table["gain_high"]).all()


def test_dogs_that_are_found_are_compared_with_the_annotated_boxes_of_whole_photos(table):
    assert table["iou"].tolist() == pytest.approx([2 / 3, 1, 0.5, 0.5])


def test_of_several_annotated_dogs_the_one_that_fits_best_counts():
    dog = np.array([0.5, 0, 1, 1])
    assert best_overlap(dog, 200, 100, [[0, 0, 100, 100], [150, 0, 200, 100]]) == pytest.approx(0.5)
    assert best_overlap(dog, 200, 100, [[0, 0, 100, 100]]) == 0
    assert best_overlap(dog, 200, 100, [[100, 0, 200, 100]]) == 1


def test_figures_are_kept_beside_the_network(table, tmp_path):
    bundle = Bundle(load_bundle("cnn").card, tmp_path)
    assert SECOND_LOOK_TABLE.load(bundle) is None
    SECOND_LOOK_TABLE.write(table, bundle)
    kept = SECOND_LOOK_TABLE.load(bundle)
    assert kept is not None
    pd.testing.assert_frame_equal(kept, table.round(5))


def test_the_shipped_figures_are_those_of_the_test_photos_and_the_second_look_gains():
    measured = SECOND_LOOK_TABLE.load(load_bundle("served"))
    assert measured is not None
    figures, every = load_report("served")["all"], measured.iloc[0]
    assert every["photos"] == figures["photos"] == measured["photos"][1:].sum()
    assert every["top1_twice"] == pytest.approx(figures["top1"]["value"], abs=1e-5)
    assert every["gain_low"] > 0

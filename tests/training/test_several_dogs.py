import numpy as np
import pandas as pd
import pytest

from dogbreed.inference.bundle import load_bundle
from dogbreed.inference.several_dogs import load_several
from dogbreed.training.bundle_export import write_card
from dogbreed.training.several_dogs import LEAST_PRECISION, fit_several_dogs, lowest_threshold, store_several_dogs


@pytest.fixture(scope="module")
def photos() -> tuple[np.ndarray, pd.Series]:
    """Photos of several dogs differ in one of twenty features and in the spread of the evidence."""
    random = np.random.default_rng(0)
    boxes = random.choice([1, 2, 3], 2000, p=[0.9, 0.08, 0.02])
    inputs = random.normal(0, 1, (2000, 22)).astype(np.float32)
    inputs[boxes > 1, 4] += 2
    inputs[boxes > 1, 20] += 2
    return inputs, pd.Series(boxes)


def test_what_is_said_of_new_photos_is_right_as_often_as_wanted(photos):
    inputs, boxes = photos
    found = fit_several_dogs(inputs[:1000], boxes[:1000])
    noticed, several = found.scores(inputs[1000:]) >= found.threshold, (boxes[1000:] > 1).to_numpy()
    assert several[noticed].mean() == pytest.approx(LEAST_PRECISION, abs=0.12)
    assert noticed[several].mean() > 0.5


def test_the_threshold_is_the_lowest_that_is_precise_enough():
    assert lowest_threshold(np.array([5.0, 4, 3, 2, 1]), np.array([True, False, True, False, False])) == 3
    assert lowest_threshold(np.array([2.0, 1]), np.array([False, False])) == np.inf


def test_it_is_stored_with_the_network(photos, tmp_path):
    bundle = write_card(load_bundle("served").card.model_copy(update={"sha256": {}}), tmp_path)
    assert load_several(bundle) is None
    found = fit_several_dogs(*photos)
    again = load_several(store_several_dogs(found, bundle))
    assert again is not None
    assert np.array_equal(again.scores(photos[0]), found.scores(photos[0]))
    assert again.threshold == found.threshold

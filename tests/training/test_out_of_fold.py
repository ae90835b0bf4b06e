from unittest.mock import Mock

import numpy as np
import pandas as pd
import pytest

from dogbreed.training import out_of_fold
from dogbreed.training.linear_head import fit_linear_head
from dogbreed.training.out_of_fold import (
    assign_folds,
    calibrated,
    out_of_fold_heads,
    out_of_fold_logits,
)
from dogbreed.training.recipes import Workspace

CLASSES, PHOTOS = 3, 90


@pytest.fixture
def made_up():
    """Features that tell three classes apart, but for photo 0: its label is wrong."""
    random = np.random.default_rng(0)
    labels = np.arange(PHOTOS) % CLASSES
    features = (np.eye(CLASSES)[labels] * 4 + random.normal(size=(PHOTOS, CLASSES))).astype(np.float32)
    features[0] = [0, 9, 0]
    files = pd.Series([f"{number}.jpg" for number in range(PHOTOS)])
    return files, labels, features


@pytest.fixture
def place(tmp_path):
    return Workspace(tmp_path / "xception", tmp_path, 1)


def test_breeds_are_spread_evenly_and_near_duplicates_stay_together(made_up):
    files, labels, _ = made_up
    pairs = pd.DataFrame({"file": ["0.jpg", "3.jpg", "5.jpg"], "other": ["3.jpg", "6.jpg", "elsewhere.jpg"]})
    folds = assign_folds(files, labels, pairs)
    assert len({folds[0], folds[3], folds[6]}) == 1
    counts = np.bincount(folds * CLASSES + labels).reshape(-1, CLASSES)
    assert counts.shape == (out_of_fold.FOLDS, CLASSES)
    assert counts.min() >= 4 and counts.max() <= 8


def test_no_photo_is_scored_by_a_head_that_learned_from_it(made_up, place, monkeypatch):
    files, labels, features = made_up
    folds = assign_folds(files, labels, pd.DataFrame({"file": [], "other": []}))
    fit = Mock(wraps=fit_linear_head)
    monkeypatch.setattr(out_of_fold, "fit_linear_head", fit)
    logits = out_of_fold_logits(out_of_fold_heads(place, features, labels, folds, CLASSES), features, folds)
    learned = [call.args[0] for call in fit.call_args_list]
    assert len(learned) == out_of_fold.FOLDS
    for fold, used in enumerate(learned):
        assert len(used) == (folds != fold).sum()
        assert (used == features[folds != fold]).all()
    probabilities = calibrated(logits, labels, folds)
    assert probabilities.sum(axis=1) == pytest.approx(1, abs=1e-5)
    assert probabilities[0].argmax() == 1
    assert (probabilities.argmax(axis=1) == labels).mean() > 0.9


def test_work_that_was_stopped_goes_on_with_the_fold_that_is_missing(made_up, place, monkeypatch):
    files, labels, features = made_up
    folds = assign_folds(files, labels, pd.DataFrame({"file": [], "other": []}))
    whole = out_of_fold_heads(place, features, labels, folds, CLASSES)
    (place.folder / "out-of-fold-2.npz").unlink()
    fit = Mock(wraps=fit_linear_head)
    monkeypatch.setattr(out_of_fold, "fit_linear_head", fit)
    again = out_of_fold_heads(place, features, labels, folds, CLASSES)
    for head, before in zip(again, whole, strict=True):
        assert head.weights == pytest.approx(before.weights)
    assert fit.call_count == 1

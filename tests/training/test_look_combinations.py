"""Combinations of looks, judged with the shipped networks on copies of a photo of a dog."""

import numpy as np
import pandas as pd
import pytest

from dogbreed.dataset.files import IMAGES
from dogbreed.evaluation.looks import COLUMNS
from dogbreed.inference.ensemble import Ensemble, load_network
from dogbreed.networks.registry import ENSEMBLE
from dogbreed.training import look_combinations
from dogbreed.training.look_combinations import COMBINATIONS, LARGE, SHIPPED, Look, compare_looks, cross_fitted
from dogbreed.training.recipes import Workspace
from tests.pages.real import SHEPHERD, dogs_in


def test_no_photo_is_judged_by_weights_that_were_fitted_to_it(monkeypatch):
    labels = np.arange(60) % 3
    logits = np.random.default_rng(0).normal(size=(2, 60, 3))
    logits[0] += np.arange(60)[:, np.newaxis] / 1000  # tells which photo it is
    learned: list[set[float]] = []

    def fit(known: np.ndarray, _: np.ndarray) -> np.ndarray:
        learned.append(set(known[0, :, 0]))
        return np.array([1.0, float(len(learned))])

    monkeypatch.setattr(look_combinations, "fit_weights", fit)
    probabilities = cross_fitted(logits, labels)
    assert probabilities.sum(axis=1) == pytest.approx(1)
    for fold, known in enumerate(learned, 1):
        alone = np.exp(logits[0] + fold * logits[1])
        judged = np.isclose(alone / alone.sum(axis=1, keepdims=True), probabilities).all(axis=1)
        assert judged.any()
        assert not known & set(logits[0, judged, 0])


def test_a_look_that_knows_the_breed_counts_and_one_that_does_not_is_ignored():
    labels = np.arange(90) % 3
    noise = np.random.default_rng(0).normal(size=(2, 90, 3))
    knows = np.eye(3)[labels] * 4 + noise[0]
    together = cross_fitted(np.stack([knows, noise[1]]), labels).argmax(axis=1)
    assert (together == labels).mean() > 0.95


def test_what_ships_is_among_the_combinations_and_uses_both_looks():
    looks, filtered = COMBINATIONS[SHIPPED]
    assert filtered
    assert list(looks) == [Look(), Look(zoomed=True)]


def test_each_combination_has_its_accuracy_and_time(tmp_path, monkeypatch):
    photos = tmp_path / IMAGES
    files = dogs_in(photos, 12)
    index = pd.DataFrame({"file": files, "wnid": SHEPHERD.wnid, "split": "train"})
    chosen = ("whole photo", SHIPPED, f"both looks at {LARGE} px and filter")
    monkeypatch.setattr(look_combinations, "COMBINATIONS", {name: COMBINATIONS[name] for name in chosen})
    monkeypatch.setattr(
        look_combinations, "p50", lambda bundle, _: bundle.card.input_size
    )  # one ms a pixel of the side
    ensemble = load_network(ENSEMBLE, 2)
    assert isinstance(ensemble, Ensemble)
    table = compare_looks(ensemble, Workspace(tmp_path / "xception", photos, 2), index)
    assert tuple(table.columns) == COLUMNS
    assert table["looks"].tolist() == list(chosen)
    assert table["shipped"].tolist() == [False, True, False]
    assert (table["top1"] == 1).all()
    filtering = ensemble.opinion.bundle.card.input_size
    assert table["ms"].tolist() == [299, 2 * 299 + filtering, 2 * LARGE + filtering]

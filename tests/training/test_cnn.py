"""The whole recipe of our CNN on a handful of drawn photos."""

from dataclasses import replace

import numpy as np
import pytest

from dogbreed.experiments import load_runs
from dogbreed.inference.classifier import Classifier
from dogbreed.networks import cnn as network
from dogbreed.training import cnn as recipe
from dogbreed.training.bundle_export import make_bundle
from dogbreed.training.openvino_export import Precision

SHORT = recipe.Schedule(epochs=2, side=48, batch=2)


def test_the_recipe_ends_in_a_bundle_with_evidence(workspace, index, monkeypatch):
    monkeypatch.setattr(recipe, "SCHEDULE", SHORT)
    monkeypatch.setattr(recipe, "SPEC", replace(recipe.SPEC, input_size=64))
    monkeypatch.setattr(recipe, "cnn", lambda classes: network.cnn(classes, widths=(8, 8, 8), blocks=(1, 1, 1)))
    finished = recipe.train(workspace, index)
    [run] = load_runs("final")
    assert (run.network, run.status) == ("cnn", "FINISHED")
    assert len(run.history["validation_top1"]) == SHORT.epochs

    written = finished.stat().st_mtime_ns
    assert recipe.train(workspace, index).stat().st_mtime_ns == written

    bundle = make_bundle(workspace, recipe.SPEC, index, Precision.INT8)
    prediction = Classifier(bundle).predict(np.full((40, 60, 3), 200, np.uint8))
    assert prediction.evidence is not None
    assert prediction.evidence.values.mean(axis=(0, 1)) == pytest.approx(prediction.logits, abs=1e-3)

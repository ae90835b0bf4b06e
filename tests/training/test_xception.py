"""The whole recipe of Xception on a handful of drawn photos and a network with random weights."""

import numpy as np
import pytest

from dogbreed.experiments import load_runs
from dogbreed.inference.classifier import Classifier
from dogbreed.training import xception as recipe
from dogbreed.training.bundle_export import install, make_bundle
from dogbreed.training.litert import Precision


class PowerCutError(Exception):
    pass


def test_training_that_was_cut_off_goes_on_and_ends_in_a_bundle_that_answers(workspace, index, tmp_path, monkeypatch):
    monkeypatch.setattr(recipe, "WEIGHT_DECAYS", (1e-2, 1e-3))
    with monkeypatch.context() as cut:
        cut.setattr(recipe, "fit_linear_head", lambda *_: (_ for _ in ()).throw(PowerCutError))
        with pytest.raises(PowerCutError):
            recipe.train(workspace, index, None)
    stored = {file: file.stat().st_mtime_ns for file in workspace.folder.glob("*.f32")}
    assert len(stored) == 1 + recipe.VARIED_VIEWS

    finished = recipe.train(workspace, index, None)
    assert {file: file.stat().st_mtime_ns for file in stored} == stored
    tried = [(run.params["weight_decay"], run.status) for run in load_runs("search")]
    assert tried == [(1e-2, "FAILED"), (1e-2, "FINISHED"), (1e-3, "FINISHED")]
    [run] = load_runs("final")
    assert (run.network, run.status) == ("xception", "FINISHED")
    assert run.metrics["parameters"] > 20_000_000

    written = finished.stat().st_mtime_ns
    assert recipe.train(workspace, index, None).stat().st_mtime_ns == written

    bundle = make_bundle(workspace, recipe.SPEC, index, Precision.DYNAMIC)
    assert install(bundle, tmp_path / "models") == tmp_path / "models" / "xception"
    prediction = Classifier(bundle).predict(np.full((40, 60, 3), 200, np.uint8))
    assert prediction.evidence is not None
    assert prediction.probabilities.sum() == pytest.approx(1, abs=1e-4)
    assert prediction.evidence.values.mean(axis=(0, 1)) == pytest.approx(prediction.logits, abs=1e-3)

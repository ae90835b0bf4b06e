"""The whole recipe of Xception on a handful of drawn photos and a network with random weights."""

import keras
import numpy as np
import pytest

from dogbreed.breeds import BREEDS
from dogbreed.experiments import load_runs
from dogbreed.inference.classifier import Classifier
from dogbreed.networks import xception as architecture
from dogbreed.training import xception as recipe
from dogbreed.training.bundle_export import install, make_bundle
from dogbreed.training.fine_tuning import FineTuning
from dogbreed.training.openvino_export import Precision
from dogbreed.training.out_of_fold import FEATURES_FILE


class PowerCutError(Exception):
    pass


@pytest.fixture
def shallow(monkeypatch: pytest.MonkeyPatch) -> keras.Model:
    """A network of Xception's layers and outputs, but one block deep: exporting all of it takes half a minute."""
    photo = keras.Input((architecture.INPUT_SIZE, architecture.INPUT_SIZE, 3), name="photo")
    stem = keras.layers.Conv2D(16, 3, strides=2, use_bias=False)(photo)
    stem = keras.layers.ReLU()(keras.layers.BatchNormalization()(stem))
    block = keras.layers.SeparableConv2D(32, 3, padding="same", use_bias=False)(stem)
    block = keras.layers.MaxPooling2D(3, strides=15, padding="same")(keras.layers.BatchNormalization()(block))
    block = keras.layers.Add()([block, keras.layers.Conv2D(32, 1, strides=15, padding="same")(stem)])
    maps = keras.layers.ReLU()(keras.layers.SeparableConv2D(architecture.CHANNELS, 3, padding="same")(block))
    evidence = keras.layers.Conv2D(len(BREEDS), 1, name=architecture.HEAD)(maps)
    network = keras.Model(photo, architecture._outputs(evidence, maps), name="xception")

    def copy(classes: int, weights: object) -> keras.Model:
        copied = keras.models.clone_model(network)
        copied.set_weights(network.get_weights())
        return copied

    monkeypatch.setattr(recipe, "xception", copy)
    return network


def test_training_that_was_cut_off_goes_on_and_ends_in_a_bundle_that_answers(
    workspace, index, tmp_path, monkeypatch, shallow
):
    monkeypatch.setattr(recipe, "WEIGHT_DECAYS", (1e-2, 1e-3))
    monkeypatch.setattr(recipe, "SHARES", (0.0, 1.0))
    monkeypatch.setattr(recipe, "PLAN", FineTuning(epochs=2, batch=2))
    with monkeypatch.context() as cut:
        cut.setattr(recipe, "fit_linear_head", lambda *_: (_ for _ in ()).throw(PowerCutError))
        with pytest.raises(PowerCutError):
            recipe.train(workspace, index, None)
    features = workspace.folder / FEATURES_FILE
    stored = features.stat().st_mtime_ns

    finished = recipe.train(workspace, index, None)
    assert features.stat().st_mtime_ns == stored
    tried = [(run.params.get("weight_decay"), run.params.get("tuned_share"), run.status) for run in load_runs("search")]
    assert tried == [
        (1e-2, None, "FAILED"),
        (1e-2, None, "FINISHED"),
        (1e-3, None, "FINISHED"),
        (None, 0.0, "FINISHED"),
        (None, 1.0, "FINISHED"),
    ]
    [run] = load_runs("final")
    assert (run.network, run.status) == ("xception", "FINISHED")
    assert len(run.history["validation_cross_entropy"]) == 2
    assert run.metrics["parameters"] == shallow.count_params()

    written = finished.stat().st_mtime_ns
    assert recipe.train(workspace, index, None).stat().st_mtime_ns == written

    bundle = make_bundle(workspace, recipe.SPEC, index, Precision.INT8)
    assert install(bundle, tmp_path / "models") == tmp_path / "models" / "xception"
    prediction = Classifier(bundle).predict(np.full((40, 60, 3), 200, np.uint8))
    assert prediction.evidence is not None
    assert prediction.probabilities.sum() == pytest.approx(1, abs=1e-4)
    assert prediction.evidence.values.mean(axis=(0, 1)) == pytest.approx(prediction.logits, abs=1e-3)

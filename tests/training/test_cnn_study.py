"""The whole recipe of the study's network on a handful of drawn photos."""

from dataclasses import replace

import numpy as np
import pytest

from dogbreed.commands.evaluate import evaluate
from dogbreed.errors import DogbreedError
from dogbreed.evaluation.stored_results import load_predictions, load_report
from dogbreed.experiments import load_runs, start_run
from dogbreed.inference.classifier import Classifier
from dogbreed.settings import settings
from dogbreed.training import cnn_study
from dogbreed.training.bundle_export import install, make_bundle
from dogbreed.training.cnn_study import TrainingSettings, best_settings
from dogbreed.training.openvino_export import Precision
from tests.training.conftest import COLOURS

SPEC = replace(cnn_study.ALL, classes=tuple(COLOURS))
SMALL = {"conv1_kernel": 3, "conv1_width": 2, "conv2_width": 4, "conv3_width": 4, "stride": 2, "pool": 3, "dense": 8}
OTHERS = {"classes": 10, "input_size": 224, "dropout": 0.0, "last_activation": "softmax"}
TRAINING = {"augmentation_factor": 2, "batch": 2, "learning_rate": 0.01}


def log_search(trial: int, top1: float, which: str = "search", **changed: float) -> None:
    params = SMALL | OTHERS | TRAINING | {"trial": trial, "round": which} | changed
    with start_run("cnn-study", "search", params, "search, 10 breeds") as run:
        run.log_final({"best_validation_top1": top1})


def test_without_a_search_there_is_nothing_to_train(workspace, index):
    with pytest.raises(DogbreedError, match="dogbreed search"):
        cnn_study.train(SPEC, workspace, index)


def test_a_configuration_that_was_lucky_once_does_not_win(new_store):
    log_search(1, 0.50, batch=16)
    log_search(2, 0.45, batch=32)
    assert best_settings(120)[1].batch == 16
    for trial, batch, values in ((1, 16, (0.38, 0.40, 0.39)), (2, 32, (0.44, 0.45, 0.43))):
        for seed, value in enumerate(values):
            log_search(trial, value, "seeds", batch=batch, seed=seed)
    study, training = best_settings(120)
    assert (study.classes, study.conv1_width, training.batch) == (120, 2, 32)


def test_the_best_configuration_is_trained_and_answers_for_its_breeds(workspace, index, monkeypatch):
    workspace = replace(workspace, folder=workspace.folder.with_name(SPEC.name))
    monkeypatch.setattr(cnn_study, "TrainingSettings", lambda **found: TrainingSettings(max_epochs=3, **found))
    log_search(1, 0.5)
    finished = cnn_study.train(SPEC, workspace, index)
    [run] = load_runs("final")
    assert (run.status, run.tags["split"]) == ("FINISHED", "official, 2 breeds")
    assert {"parameters", "best_validation_top1", "validation_cross_entropy", "train_top1"} <= set(run.metrics)

    written = finished.stat().st_mtime_ns
    assert cnn_study.train(SPEC, workspace, index).stat().st_mtime_ns == written

    bundle = make_bundle(workspace, SPEC, index, Precision.INT8)
    assert bundle.card.classes == tuple(COLOURS)
    prediction = Classifier(bundle).predict(np.full((40, 60, 3), 200, np.uint8))
    assert prediction.probabilities.shape == (2,)
    assert prediction.evidence is None

    install(bundle, settings().models_dir)
    monkeypatch.setenv("DOGBREED_WORK_DIR", str(workspace.folder.parent))
    monkeypatch.setenv("DOGBREED_DATA_DIR", str(workspace.photos.parent))
    monkeypatch.setattr("dogbreed.dataset.index.load_index", lambda: index)
    settings.cache_clear()
    evaluate(SPEC.name)
    report = load_report(SPEC.name)
    assert report["all"]["photos"] == len(load_predictions(SPEC.name)) == 4
    [run] = load_runs("final")
    assert run.metrics["test_top1"] == report["all"]["top1"]["value"]
    assert run.metrics["file_bytes"] == bundle.size

from pathlib import Path

import keras
import numpy as np
import pytest

from dogbreed.experiments import load_runs, start_run
from dogbreed.training.callbacks import METRIC_NAMES, BestEpoch, DivergedError, EpochLog


class Model:
    """Stands in for the model that a callback is given."""

    stop_training = False

    def __init__(self, epoch: int):
        self.epoch = epoch

    def save_weights(self, file):
        file.write_text(f"weights of epoch {self.epoch}")


def train(folder: Path, cross_entropies: list[float], first: int = 1, patience: int = 2) -> int:
    """Report epochs as Keras does and return the last one that was trained."""
    best = BestEpoch(folder, patience)
    for epoch, cross_entropy in enumerate(cross_entropies, first):
        model = Model(epoch)
        best.set_model(model)
        best.on_epoch_end(epoch - 1, {"loss": 1.0, "val_cross_entropy": cross_entropy, "val_accuracy": 0.1 * epoch})
        if model.stop_training:
            break
    return epoch


def test_training_ends_when_it_gets_no_better_and_the_best_epoch_is_kept(tmp_path):
    assert train(tmp_path, [2.0, 1.5, 1.6, 1.7, 1.0]) == 4
    best = BestEpoch(tmp_path, 2)
    assert best.weights.read_text() == "weights of epoch 2"
    assert best.metrics == {
        "best_epoch": 2,
        "best_validation_cross_entropy": 1.5,
        "best_validation_top1": pytest.approx(0.2),
    }


def test_a_training_that_was_killed_ends_where_it_would_have_ended(tmp_path):
    train(tmp_path, [2.0, 1.5, 1.6])
    assert train(tmp_path, [1.7, 1.0], first=4) == 4


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_a_training_that_diverges_says_so(tmp_path, value):
    with pytest.raises(DivergedError, match="learning rate"):
        train(tmp_path, [2.0, value])


@pytest.fixture
def network() -> keras.Model:
    inputs = keras.Input((4,))
    network = keras.Model(inputs, keras.layers.Dense(3)(inputs))
    halving = keras.optimizers.schedules.ExponentialDecay(0.1, decay_steps=4, decay_rate=0.5)
    network.compile(
        keras.optimizers.SGD(halving),
        keras.losses.CategoricalCrossentropy(from_logits=True),
        metrics=["accuracy", keras.metrics.CategoricalCrossentropy(from_logits=True, name="cross_entropy")],
    )
    return network


def test_every_epoch_reaches_its_run_under_the_names_that_all_runs_share(network, new_store):
    inputs, targets = np.random.default_rng(0).random((8, 4)), np.eye(3)[[0, 1, 2, 0, 1, 2, 0, 1]]
    data = {"x": inputs, "y": targets, "validation_data": (inputs, targets), "batch_size": 2, "verbose": 0}
    with start_run("cnn", "final", {}) as log:
        fitted = network.fit(**data, epochs=2, callbacks=[EpochLog(log)])
        network.fit(**data, initial_epoch=2, epochs=3, callbacks=[EpochLog(log)])
    [run] = load_runs()
    assert set(run.history) == {*METRIC_NAMES.values(), "learning_rate", "duration_s"}
    assert [epoch for epoch, _ in run.history["train_loss"]] == [1, 2, 3]
    assert [rate for _, rate in run.history["learning_rate"]] == pytest.approx([0.05, 0.025, 0.0125])
    for name, shared in METRIC_NAMES.items():
        assert [value for _, value in run.history[shared][:2]] == pytest.approx(fitted.history[name])

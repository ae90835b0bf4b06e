import keras
import numpy as np
import pytest

from dogbreed.experiments import load_runs, start_run
from dogbreed.training.epoch_log import NAMES, EpochLog


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
    assert set(run.history) == {*NAMES.values(), "learning_rate", "duration_s"}
    assert [epoch for epoch, _ in run.history["train_loss"]] == [1, 2, 3]
    assert [rate for _, rate in run.history["learning_rate"]] == pytest.approx([0.05, 0.025, 0.0125])
    for name, shared in NAMES.items():
        assert [value for _, value in run.history[shared][:2]] == pytest.approx(fitted.history[name])

"""Gentle training of a small network whose layers are named as those of Xception."""

import keras
import numpy as np
import pytest

from dogbreed.training.fine_tuning import FineTuning, between, block_numbers, fine_tune
from dogbreed.training.learn import Course
from dogbreed.training.views import Dogs, Views

SIDE, CLASSES = 24, 4
PLAN = FineTuning(epochs=6, side=SIDE, batch=4, learning_rate=0.02, block_factor=0.1, averaged=0.5)


@pytest.fixture
def network() -> keras.Model:
    keras.utils.set_random_seed(0)
    photo = keras.Input((SIDE, SIDE, 3))
    values = keras.layers.Conv2D(8, 3, name="block1_conv")(photo)
    values = keras.layers.BatchNormalization(name="block1_normalised")(values)
    values = keras.layers.Conv2D(8, 1, name="conv2d")(keras.layers.ReLU()(values))
    values = keras.layers.Conv2D(8, 3, name="block2_conv")(values)
    logits = keras.layers.GlobalAveragePooling2D()(keras.layers.Conv2D(CLASSES, 1, name="evidence")(values))
    return keras.Model(photo, {"logits": logits})


@pytest.fixture
def dogs() -> Dogs:
    """Each breed has a colour of its own."""
    labels = np.arange(16) % CLASSES
    colours = np.array([[200, 30, 30], [30, 200, 30], [30, 30, 200], [120, 120, 120]], np.uint8)
    squares = np.broadcast_to(colours[labels][:, np.newaxis, np.newaxis], (16, SIDE, SIDE, 3))
    boxes = [np.array([[0, 0, 20, 20]])] * 16
    return Dogs(squares, np.full((16, 2), 20), boxes, np.eye(CLASSES, dtype=np.float32)[labels])


class Losses(keras.callbacks.Callback):
    def __init__(self) -> None:
        super().__init__()
        self.epochs: list[float] = []

    def on_epoch_end(self, epoch, logs=None):
        self.epochs.append(logs["val_cross_entropy"])


def test_it_learns_normalisation_stays_and_the_first_blocks_move_least(network, dogs, tmp_path):
    before = {layer.name: [np.array(values) for values in layer.get_weights()] for layer in network.layers}
    losses = Losses()
    course = Course(PLAN.epochs, (dogs.squares, dogs.targets), losses, tmp_path, 1 / 127.5, -1.0)
    fine_tune(network, "evidence", PLAN, Views(dogs, SIDE, PLAN.batch), course)
    assert len(losses.epochs) == PLAN.epochs
    assert losses.epochs[-1] < 0.8 * losses.epochs[0]

    def moved(name: str) -> float:
        change = network.get_layer(name).get_weights()[0] - before[name][0]
        return float(np.abs(change).mean())

    assert 0 < 3 * moved("block1_conv") < moved("block2_conv")
    assert 3 * moved("block2_conv") < moved("evidence")
    normalised = network.get_layer("block1_normalised").get_weights()
    assert all(np.array_equal(*pair) for pair in zip(normalised, before["block1_normalised"], strict=True))


def test_a_shortcut_belongs_to_the_block_before_it(network):
    assert block_numbers(network)["conv2d"] == 1
    assert block_numbers(network)["evidence"] == 2


def test_between_two_trainings_lies_their_weighted_mean():
    first, last = [np.zeros(3), np.ones(2)], [np.ones(3), np.full(2, 3.0)]
    assert [weights.tolist() for weights in between(first, last, 0.25)] == [[0.25] * 3, [1.5] * 2]

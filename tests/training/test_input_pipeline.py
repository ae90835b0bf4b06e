import numpy as np
import pytest
import tensorflow as tf

from dogbreed.imaging.augment import MODERATE, Augmentation, Enlargement
from dogbreed.training.input_pipeline import batches

SIDE = 32
GREYS = np.arange(20, 90, 10)
PLAIN = np.stack([np.full((SIDE, SIDE, 3), grey, np.uint8) for grey in GREYS])
"""Photos of one grey each: however they are varied, the grey tells which photo it was."""
TARGETS = np.eye(len(GREYS), dtype=np.float32)
NOISE = np.random.default_rng(0).integers(0, 256, PLAIN.shape, np.uint8)


def as_arrays(dataset: tf.data.Dataset) -> tuple[np.ndarray, np.ndarray]:
    """One epoch."""
    inputs, targets = zip(*dataset.as_numpy_iterator(), strict=True)
    return np.concatenate(inputs), np.concatenate(targets)


def shown(inputs: np.ndarray) -> list[int]:
    """Which photos of `PLAIN` these are."""
    return [GREYS.tolist().index(round(value * 255)) for value in inputs.mean(axis=(1, 2, 3))]


def test_without_enlargement_photos_come_once_in_order_scaled_as_the_network_takes_them():
    dataset = batches(NOISE, TARGETS, 3, scale=1 / 127.5, offset=-1)
    assert [len(inputs) for inputs, _ in dataset.as_numpy_iterator()] == [3, 3, 1]
    for _ in range(2):
        inputs, targets = as_arrays(dataset)
        assert inputs.dtype == np.float32
        assert inputs == pytest.approx(NOISE / 127.5 - 1, abs=1e-6)
        assert (targets == TARGETS).all()


def test_an_epoch_has_every_photo_as_often_as_the_factor_says_each_with_its_target():
    inputs, targets = as_arrays(batches(PLAIN, TARGETS, 4, Enlargement(MODERATE, factor=3)))
    assert np.bincount(shown(inputs)).tolist() == [3] * len(PLAIN)
    assert targets.argmax(axis=1).tolist() == shown(inputs)


def test_one_copy_of_each_is_the_photo_itself():
    inputs, _ = as_arrays(batches(NOISE, TARGETS, 4, Enlargement(MODERATE, factor=3)))
    copies = {(np.rint(pixels * 255).astype(np.uint8)).tobytes() for pixels in inputs}
    assert len(copies) == 3 * len(NOISE)
    assert {photo.tobytes() for photo in NOISE} <= copies


def test_epochs_have_new_orders_of_the_same_copies_and_the_same_seed_brings_them_again():
    def two_epochs(seed: int) -> list[np.ndarray]:
        dataset = batches(NOISE, TARGETS, 4, Enlargement(MODERATE, 3, seed))
        return [as_arrays(dataset)[0] for _ in range(2)]

    first, second = two_epochs(seed=1)
    again = two_epochs(seed=1)
    assert (first == again[0]).all()
    assert (second == again[1]).all()
    assert not (first == second).all()
    assert {copy.tobytes() for copy in first} == {copy.tobytes() for copy in second}
    assert {copy.tobytes() for copy in first} != {copy.tobytes() for copy in two_epochs(seed=2)[0]}


def test_a_training_without_augmentation_still_shuffles():
    dataset = batches(PLAIN, TARGETS, 4, Enlargement(Augmentation(), factor=1, seed=3))
    orders = [shown(as_arrays(dataset)[0]) for _ in range(2)]
    assert orders[0] != orders[1]
    assert sorted(orders[0]) == sorted(orders[1]) == list(range(len(PLAIN)))

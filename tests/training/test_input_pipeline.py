from pathlib import Path

import numpy as np
import pytest
import tensorflow as tf
from PIL import Image

from dogbreed.errors import DogbreedError
from dogbreed.imaging.augment import MODERATE, Augmentation, Enlargement
from dogbreed.resumable import FLUSH_EVERY
from dogbreed.training.input_pipeline import Dogs, Views, batches, cutmix, smoothed_targets, squares

SIDE = 32
GREYS = np.arange(20, 90, 10)
PLAIN = np.stack([np.full((SIDE, SIDE, 3), grey, np.uint8) for grey in GREYS])
"""Photos of one grey each: however they are varied, the grey tells which photo it was."""
TARGETS = np.eye(len(GREYS), dtype=np.float32)
NOISE = np.random.default_rng(0).integers(0, 256, PLAIN.shape, np.uint8)


def photo_file(folder: Path, number: int) -> None:
    Image.new("RGB", (60, 40), (number, 2 * number, 3 * number)).save(folder / f"{number}.png")


def as_arrays(dataset: tf.data.Dataset) -> tuple[np.ndarray, np.ndarray]:
    """One epoch."""
    inputs, targets = zip(*dataset.as_numpy_iterator(), strict=True)
    return np.concatenate(inputs), np.concatenate(targets)


def shown(inputs: np.ndarray) -> list[int]:
    """Which photos of `PLAIN` these are."""
    return [GREYS.tolist().index(round(value * 255)) for value in inputs.mean(axis=(1, 2, 3))]


def test_squares_that_a_missing_photo_stopped_go_on_where_they_were(tmp_path):
    numbers = range(FLUSH_EVERY + 6)
    for number in numbers[:-1]:
        photo_file(tmp_path, number)
    names = [f"{number}.png" for number in numbers]
    with pytest.raises(DogbreedError, match=r"69\.png is missing: `python -m dogbreed data download`"):
        squares(tmp_path, names, SIDE, "crop", tmp_path / "work")

    photo_file(tmp_path, numbers[-1])
    for number in numbers[:FLUSH_EVERY]:
        (tmp_path / f"{number}.png").unlink()
    made = squares(tmp_path, names, SIDE, "crop", tmp_path / "work")
    assert made.shape == (len(names), SIDE, SIDE, 3)
    assert made.dtype == np.uint8
    assert made[:, 16, 16, 2].tolist() == [3 * number for number in numbers]


def test_other_photos_or_another_size_are_other_squares(tmp_path):
    for number in range(3):
        photo_file(tmp_path, number)
    first = squares(tmp_path, ["0.png", "1.png"], SIDE, "crop", tmp_path)
    others = squares(tmp_path, ["2.png", "1.png"], SIDE, "crop", tmp_path)
    larger = squares(tmp_path, ["0.png", "1.png"], SIDE + 8, "crop", tmp_path)
    assert first[:, 0, 0, 0].tolist() == [0, 1]
    assert others[:, 0, 0, 0].tolist() == [2, 1]
    assert larger.shape[1:3] == (SIDE + 8, SIDE + 8)


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


def test_smoothed_targets_are_distributions_with_the_truth_on_top():
    targets = smoothed_targets(np.array([2, 0]), 4, 0.1)
    assert targets.sum(axis=1) == pytest.approx(1)
    assert targets[0] == pytest.approx([0.025, 0.025, 0.925, 0.025])


def dogs(photos: int = 10, classes: int = 3) -> Dogs:
    squares = np.random.default_rng(0).integers(0, 256, (photos, 32, 32, 3), dtype=np.uint8)
    boxes = [np.array([[4, 4, 30, 20]])] * photos
    targets = np.eye(classes, dtype=np.float32)[np.arange(photos) % classes]
    return Dogs(squares, np.full((photos, 2), (40, 30)), boxes, targets)


def test_each_epoch_comes_in_its_own_size_with_views_of_its_own():
    views = Views(dogs(), [16, 16, 24], batch=4, scale=1 / 127.5, offset=-1)
    dataset = views.dataset()
    passes = []
    for views.epoch in range(3):
        passes.append([(pixels.numpy(), targets.numpy()) for pixels, targets in dataset])
    assert [batches[0][0].shape for batches in passes] == [(4, 16, 16, 3), (4, 16, 16, 3), (4, 24, 24, 3)]
    assert all(len(batches) == len(dataset) == 2 for batches in passes)
    assert not np.array_equal(passes[0][0][0], passes[1][0][0])
    views.epoch = 0
    assert np.array_equal(next(iter(dataset))[0], passes[0][0][0])
    assert -1 <= passes[0][0][0].min() < passes[0][0][0].max() <= 1


def test_mixed_targets_say_how_much_of_each_photo_is_there():
    views = np.repeat(np.array([0, 255], np.uint8), 20 * 20 * 3).reshape(2, 20, 20, 3)
    targets = np.eye(2, dtype=np.float32)
    for seed in range(20):
        mixed, shares = cutmix(views, targets, np.random.default_rng(seed))
        assert shares.sum(axis=1) == pytest.approx(1)
        assert shares[0, 1] == pytest.approx((mixed[0] == 255).mean(), abs=1e-6)
        assert shares[1, 0] == pytest.approx((mixed[1] == 0).mean(), abs=1e-6)

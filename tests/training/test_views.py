import numpy as np
import pytest

from dogbreed.training.views import Dogs, Views, cutmix


def dogs(photos: int = 10, classes: int = 3) -> Dogs:
    squares = np.random.default_rng(0).integers(0, 256, (photos, 32, 32, 3), dtype=np.uint8)
    boxes = [np.array([[4, 4, 30, 20]])] * photos
    targets = np.eye(classes, dtype=np.float32)[np.arange(photos) % classes]
    return Dogs(squares, np.full((photos, 2), (40, 30)), boxes, targets)


def test_each_epoch_comes_with_views_of_its_own():
    views = Views(dogs(), 16, batch=4)
    passes = []
    for views.epoch in range(2):
        passes.append([views[step] for step in range(len(views))])
    assert passes[0][0][0].shape == (4, 16, 16, 3)
    assert all(len(batches) == len(views) == 2 for batches in passes)
    assert passes[0][0][0].dtype == np.uint8
    assert not np.array_equal(passes[0][0][0], passes[1][0][0])
    assert not np.array_equal(Views(dogs(), 16, batch=4, seed=1)[0][0], passes[0][0][0])
    views.epoch = 0
    assert np.array_equal(views[0][0], passes[0][0][0])


def test_views_follow_the_epochs_of_a_training_that_goes_on():
    views = Views(dogs(), 16, batch=4)
    views.following.on_epoch_begin(7, {})
    assert views.epoch == 7


def test_mixed_targets_say_how_much_of_each_photo_is_there():
    views = np.repeat(np.array([0, 255], np.uint8), 20 * 20 * 3).reshape(2, 20, 20, 3)
    targets = np.eye(2, dtype=np.float32)
    for seed in range(20):
        mixed, shares = cutmix(views, targets, np.random.default_rng(seed))
        assert shares.sum(axis=1) == pytest.approx(1)
        assert shares[0, 1] == pytest.approx((mixed[0] == 255).mean(), abs=1e-6)
        assert shares[1, 0] == pytest.approx((mixed[1] == 0).mean(), abs=1e-6)

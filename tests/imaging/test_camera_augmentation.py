import numpy as np
import pytest

from dogbreed.imaging.camera_augmentation import MIN_SHORT_SIDE, training_view

PHOTO = np.random.default_rng(0).integers(0, 256, (224, 336, 3), dtype=np.uint8)


def views(photo: np.ndarray, number: int = 60) -> list[np.ndarray]:
    return [training_view(photo, np.random.default_rng(seed)) for seed in range(number)]


def test_a_view_is_a_nearly_square_part_of_useful_size():
    for view in views(PHOTO):
        height, width = view.shape[:2]
        assert view.dtype == np.uint8
        assert 0.75 < width / height < 1.33
        assert min(height, width) >= MIN_SHORT_SIDE * 0.8


def test_the_same_seed_gives_the_same_view_and_another_seed_another():
    first, again, other = (training_view(PHOTO, np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_about_half_of_the_views_are_mirrored():
    ramp = np.tile(np.linspace(0, 255, 300, dtype=np.uint8)[np.newaxis, :, np.newaxis], (300, 1, 3))
    falling = [float(view[:, 0].mean()) > float(view[:, -1].mean()) for view in views(ramp)]
    assert 15 < sum(falling) < 45


@pytest.mark.parametrize("shape", [(1, 1), (2, 500), (500, 3), (32, 32)])
def test_tiny_and_narrow_photos_have_views_too(shape):
    for view in views(np.zeros((*shape, 3), np.uint8), 20):
        assert min(view.shape[:2]) >= 1

import numpy as np
import pytest

from dogbreed.imaging.corruption import CORRUPTIONS, GREY, SIDE, Corruption, Damage, corrupt, square
from tests.imaging.drawing import quarters


@pytest.fixture(scope="module")
def photo() -> np.ndarray:
    """Four colours under a little texture."""
    texture = np.random.default_rng(0).integers(-20, 20, (300, 400, 3))
    return square((np.asarray(quarters(400, 300)) + texture).clip(0, 255).astype(np.uint8))


def difference(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.abs(one.astype(float) - other).mean())


def test_without_damage_the_photo_is_what_it_was(photo):
    assert photo.shape == (SIDE, SIDE, 3)
    assert np.array_equal(corrupt(photo, Damage()), photo)


@pytest.mark.parametrize("corruption", CORRUPTIONS, ids=lambda corruption: corruption.name)
def test_every_kind_changes_the_photo_the_same_way_each_time(photo, corruption):
    damaged = [corrupt(photo, corruption.damage(severity)) for severity in range(1, 6)]
    assert all(copy.shape == photo.shape and copy.dtype == np.uint8 for copy in damaged)
    assert np.array_equal(damaged[2], corrupt(photo, corruption.damage(3)))
    assert all(difference(photo, copy) > 0 for copy in damaged)


@pytest.mark.parametrize(
    "corruption", [kind for kind in CORRUPTIONS if kind.name != "rotation"], ids=lambda corruption: corruption.name
)
def test_a_worse_severity_is_farther_from_the_photo(photo, corruption):
    far = [difference(photo, corrupt(photo, corruption.damage(severity))) for severity in range(1, 6)]
    assert far == sorted(far)


def test_half_a_turn_twice_is_none(photo):
    upside_down = corrupt(photo, Damage(rotation=180))
    assert difference(upside_down, photo[::-1, ::-1]) < 1
    assert difference(corrupt(upside_down, Damage(rotation=180)), photo) < 1


def test_a_positive_angle_turns_counter_clockwise():
    marked = np.zeros((SIDE, SIDE, 3), np.uint8)
    marked[100:200, 250:] = 255
    turned = corrupt(marked, Damage(rotation=90))
    assert turned[:40, 120:180].mean() > 200
    assert turned[-40:].mean() < 5


def test_occlusion_covers_its_share_wherever_it_is_put(photo):
    covered = corrupt(photo, Damage(occlusion=0.25, place=(0.3, 0.6)))
    grey = (covered == GREY).all(axis=2)
    assert grey.mean() == pytest.approx(0.25, abs=0.01)
    rows, columns = np.nonzero(grey)
    assert (columns.mean() / SIDE, rows.mean() / SIDE) == pytest.approx((0.3, 0.6), abs=0.01)
    at_the_corner = (corrupt(photo, Damage(occlusion=0.25, place=(0, 0))) == GREY).all(axis=2)
    assert at_the_corner.mean() == pytest.approx(0.0625, abs=0.01)
    assert not np.array_equal(photo, covered)


def test_contrast_0_leaves_the_mean_colour(photo):
    grey = corrupt(photo, Damage(contrast=0))
    assert grey.reshape(-1, 3).std(axis=0).max() == 0
    assert grey[0, 0] == pytest.approx(photo.mean(axis=(0, 1)), abs=1)


def test_brightness_stops_at_white_and_black(photo):
    assert corrupt(photo, Damage(brightness=1)).min() == 255
    assert corrupt(photo, Damage(brightness=-1)).max() == 0


def test_noise_has_its_strength_and_its_seed():
    grey = np.full((SIDE, SIDE, 3), 127, np.uint8)
    noisy = corrupt(grey, Damage(noise=0.1), seed=1)
    assert noisy.std() == pytest.approx(25.5, rel=0.02)
    assert np.array_equal(noisy, corrupt(grey, Damage(noise=0.1), seed=1))
    assert not np.array_equal(noisy, corrupt(grey, Damage(noise=0.1), seed=2))


def test_a_corruption_sets_one_setting():
    assert Corruption("blur", "blur", (1, 2, 3, 4, 6)).damage(5) == Damage(blur=6)

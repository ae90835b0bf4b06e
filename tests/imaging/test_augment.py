from dataclasses import replace

import cv2
import numpy as np
import pytest

from dogbreed.imaging.augment import MODERATE, Augmentation, Enlargement, Variation, augment, vary
from tests.imaging.drawing import corners, quarters

SIDE = 100
ALL_FIVE = Variation(mirrored=True, zoom=1.2, rotation=10, shift=(0.1, -0.05), contrast=1.3)


def photo() -> np.ndarray:
    """A coat of several colours."""
    return np.asarray(quarters(SIDE, SIDE))


def ball(width: int = SIDE, height: int = SIDE) -> np.ndarray:
    """A white ball in the middle, 20 px wide."""
    pixels = np.full((height, width, 3), 40, np.uint8)
    return cv2.circle(pixels, (width // 2, height // 2), 10, (240, 240, 240), cv2.FILLED)


def where(pixels: np.ndarray) -> tuple[float, float, float]:
    """The middle of the ball, to the right and down, and its area."""
    rows, columns = np.nonzero(pixels[..., 0] > 140)
    return columns.mean(), rows.mean(), len(rows)


def test_without_a_change_the_photo_stays_as_it_is():
    assert (vary(photo(), Variation()) == photo()).all()


def test_the_mirror_swaps_left_and_right():
    assert (vary(photo(), Variation(mirrored=True)) == photo()[:, ::-1]).all()


@pytest.mark.parametrize("zoom", [0.8, 1.5, 2])
def test_zoom_makes_the_dog_larger_or_smaller_where_it_is(zoom):
    right, down, area = where(ball())
    zoomed = where(vary(ball(), Variation(zoom=zoom)))
    assert zoomed == pytest.approx((right, down, area * zoom**2), rel=0.05)


def test_rotation_is_counter_clockwise_about_the_middle():
    assert corners(photo()) == ["red", "green", "blue", "white"]
    assert corners(vary(photo(), Variation(rotation=90))) == ["green", "white", "red", "blue"]
    assert (vary(photo(), Variation(rotation=90)) == np.rot90(photo())).all()


def test_a_shift_goes_right_and_down_by_fractions_of_the_width_and_the_height():
    right, down, area = where(ball(120, 80))
    shifted = where(vary(ball(120, 80), Variation(shift=(0.25, -0.25))))
    assert shifted == pytest.approx((right + 30, down - 20, area), abs=0.1)


def test_what_comes_in_over_the_edge_is_the_photo_reflected():
    coat = np.random.default_rng(0).integers(0, 256, (SIDE, SIDE, 3), np.uint8)
    shifted = vary(coat, Variation(shift=(0.2, 0)))
    assert (shifted[:, :20] == coat[:, 19::-1]).all()


def test_contrast_moves_values_away_from_the_mean_of_their_colour_or_towards_it():
    pixels = np.random.default_rng(0).integers((90, 110, 130), (150, 170, 190), (40, 60, 3), np.uint8)
    means = pixels.mean(axis=(0, 1))
    for contrast in (0.5, 1.4):
        changed = vary(pixels, Variation(contrast=contrast)).astype(float)
        assert changed.mean(axis=(0, 1)) == pytest.approx(means, abs=0.6)
        assert changed - means == pytest.approx(contrast * (pixels - means), abs=0.6)


def test_contrast_stops_at_black_and_white():
    checks = np.where(np.indices((20, 20)).sum(axis=0) % 2, 250, 5).astype(np.uint8)
    changed = vary(np.stack([checks] * 3, axis=2), Variation(contrast=2))
    assert set(np.unique(changed)) == {0, 255}


def test_all_happens_in_one_warp_so_that_a_shift_brings_back_what_the_zoom_pushed_out():
    """A second warp would find nothing but reflections left of the zoomed photo."""
    marked = photo().copy()
    marked[45:55, 5:15] = 255
    changed = vary(marked, Variation(zoom=2, shift=(0.5, 0)))
    expected = cv2.resize(marked[25:75, :50], (SIDE, SIDE), interpolation=cv2.INTER_LINEAR)
    assert np.abs(changed[4:-4, 4:-4].astype(int) - expected[4:-4, 4:-4]).mean() < 4


def test_the_photo_is_mirrored_first_and_shifted_last():
    turned = vary(photo(), Variation(mirrored=True, rotation=90))
    assert (turned == np.rot90(photo()[:, ::-1])).all()
    right, down, _ = where(vary(ball(), Variation(mirrored=True, zoom=1.5, rotation=90, shift=(0.2, 0))))
    assert (right, down) == pytest.approx((SIDE / 2 + 20, SIDE / 2), abs=1)


def test_what_is_drawn_stays_within_the_strengths_and_uses_them():
    random = np.random.default_rng(0)
    drawn = [MODERATE.draw(random) for _ in range(2000)]
    assert np.mean([variation.mirrored for variation in drawn]) == pytest.approx(MODERATE.mirror, abs=0.05)
    spread = {
        "zoom": [variation.zoom - 1 for variation in drawn],
        "rotation": [variation.rotation for variation in drawn],
        "translation": [part for variation in drawn for part in variation.shift],
        "contrast": [variation.contrast - 1 for variation in drawn],
    }
    for name, values in spread.items():
        strength = getattr(MODERATE, name)
        assert np.abs(values).max() == pytest.approx(strength, rel=0.01)
        assert np.abs(values).max() <= strength
        assert np.mean(values) == pytest.approx(0, abs=strength / 20)


def test_without_strengths_nothing_changes():
    assert (augment(photo(), Augmentation(), np.random.default_rng(0)) == photo()).all()


def test_the_strength_of_one_change_leaves_the_others_as_they_were_drawn():
    usual = MODERATE.draw(np.random.default_rng(5))
    calm = replace(MODERATE, rotation=0).draw(np.random.default_rng(5))
    assert calm == replace(usual, rotation=0)


@pytest.mark.parametrize(
    ("name", "strength"),
    [("mirror", 1.1), ("zoom", 1), ("rotation", 181), ("translation", -0.1), ("contrast", float("nan"))],
)
def test_a_strength_out_of_its_range_is_refused_by_name(name, strength):
    with pytest.raises(ValueError, match=f"{name} must be between 0 and"):
        Augmentation(**{name: strength})


def test_a_copy_is_the_same_whenever_it_is_made_and_another_for_every_number_photo_and_seed():
    enlargement = Enlargement(MODERATE, factor=4, seed=1)
    copies = [enlargement.copy(photo(), 7, number) for number in range(4)]
    assert (copies[0] == photo()).all()
    assert (enlargement.copy(photo(), 7, 3) == copies[3]).all()
    others = [
        *copies,
        enlargement.copy(photo(), 8, 3),
        replace(enlargement, seed=2).copy(photo(), 7, 3),
    ]
    assert len({copy.tobytes() for copy in others}) == len(others)


def test_copies_keep_the_size_of_the_photo_and_leave_it_untouched():
    pixels = np.asarray(quarters(90, 60)).copy()
    assert vary(pixels, ALL_FIVE).shape == (60, 90, 3)
    assert (pixels == np.asarray(quarters(90, 60))).all()


def test_a_set_has_at_least_the_photos_themselves():
    with pytest.raises(ValueError, match="factor must be at least 1, not 0"):
        Enlargement(MODERATE, factor=0)

import numpy as np
import pytest

from dogbreed.imaging.random_crop import Framing, cut, draw_framing, relight

WIDTH, HEIGHT = 400, 200


def stretched() -> np.ndarray:
    """A photo of 400 x 200 px, red to the left of x = 100, green right of it, brought to a square of 200 px."""
    square = np.zeros((200, 200, 3), np.uint8)
    square[:, :50, 0], square[:, 50:, 1] = 255, 255
    return square


def test_a_view_shows_what_it_frames():
    left = cut(stretched(), WIDTH, HEIGHT, Framing((50, 100), (100, 100)), 64)
    right = cut(stretched(), WIDTH, HEIGHT, Framing((250, 100), (100, 100)), 64)
    assert left[2:-2, 2:-2, 0].min() == 255
    assert right[2:-2, 2:-2, 1].min() == 255


def test_a_view_across_the_edge_is_half_and_half_and_mirrored_on_request():
    plain = cut(stretched(), WIDTH, HEIGHT, Framing((100, 100), (100, 100)), 64)
    mirrored = cut(stretched(), WIDTH, HEIGHT, Framing((100, 100), (100, 100), mirrored=True), 64)
    assert plain[32, 10].tolist() == [255, 0, 0]
    assert plain[32, 54].tolist() == [0, 255, 0]
    assert np.abs(mirrored[:, ::-1].astype(int) - plain).mean() < 1


def test_a_quarter_turn_counter_clockwise_brings_the_right_to_the_top():
    turned = cut(stretched(), WIDTH, HEIGHT, Framing((100, 100), (100, 100), rotation=90), 64)
    assert turned[10, 32].tolist() == [0, 255, 0]
    assert turned[54, 32].tolist() == [255, 0, 0]


def test_stretching_is_undone():
    circle = np.zeros((200, 200, 3), np.uint8)
    rows, columns = np.mgrid[:200, :200]
    circle[((columns - 100) * 2) ** 2 + (rows - 100) ** 2 < 50**2] = 255
    seen = cut(circle, WIDTH, HEIGHT, Framing((200, 100), (200, 200)), 100)[:, :, 0] > 127
    assert np.ptp(np.flatnonzero(seen.any(axis=0))) == pytest.approx(np.ptp(np.flatnonzero(seen.any(axis=1))), abs=2)


def test_views_stay_near_the_photo_and_are_the_same_for_a_seed():
    boxes = np.array([[300, 50, 380, 150]])
    framings = [draw_framing(WIDTH, HEIGHT, boxes, np.random.default_rng(seed)) for seed in range(200)]
    centres = np.array([framing.centre for framing in framings])
    assert (centres >= 0).all()
    assert (centres <= [WIDTH, HEIGHT]).all()
    assert np.mean(centres[:, 0] > 300) > 0.5
    assert draw_framing(WIDTH, HEIGHT, boxes, np.random.default_rng(3)) == framings[3]


def test_another_light_keeps_the_shape_and_greys_grey():
    grey = np.full((8, 8, 3), 120, np.uint8)
    lit = [relight(grey, np.random.default_rng(seed)) for seed in range(20)]
    assert all(np.ptp(view, axis=2).max() <= 1 for view in lit)
    assert len({int(view[0, 0, 0]) for view in lit}) > 10

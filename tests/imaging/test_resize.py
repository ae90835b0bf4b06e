import numpy as np
import pytest
from PIL import Image, ImageDraw

from dogbreed.imaging.resize import resize_to_square


def disc(width: int, height: int) -> np.ndarray:
    """A white disc in the middle of a black photo, as wide as half the shorter side."""
    image = Image.new("RGB", (width, height))
    radius = min(width, height) // 4
    ImageDraw.Draw(image).circle((width // 2, height // 2), radius, fill="white")
    return np.asarray(image)


def extent(pixels: np.ndarray) -> tuple[int, int]:
    """Width and height of what is bright."""
    bright = pixels[:, :, 0] > 128
    return int(bright.any(0).sum()), int(bright.any(1).sum())


def test_stretching_turns_a_circle_into_an_ellipse():
    width, height = extent(resize_to_square(disc(800, 400), 100))
    assert (width, height) == pytest.approx((25, 50), abs=2)


def test_cropping_keeps_a_circle_round_and_centred():
    square = resize_to_square(disc(800, 400), 100, "crop")
    assert extent(square) == pytest.approx((50, 50), abs=2)
    assert np.array_equal(square[:, 26:75].max(axis=(0, 2)), np.full(49, 255))


def test_padding_keeps_the_whole_photo_on_mid_grey():
    square = resize_to_square(disc(800, 400), 100, "pad")
    assert extent(square) == pytest.approx((25, 25), abs=2)
    assert (square[:25] == 127).all() and (square[75:] == 127).all()
    assert not (square[25:75] == 127).all(axis=2).any()


@pytest.mark.parametrize("fit", ["stretch", "crop", "pad"])
@pytest.mark.parametrize("shape", [(1200, 1600), (4000, 100), (100, 4000), (50, 40)])
def test_a_checkerboard_turns_grey_and_not_into_a_pattern(fit, shape):
    board = (np.indices(shape).sum(0) % 2 * 255).astype(np.uint8)
    square = resize_to_square(np.repeat(board[:, :, None], 3, axis=2), 25, fit)
    assert np.abs(square.astype(int) - 127).max() <= 8


def test_stripes_turn_grey_when_one_axis_shrinks_and_the_other_grows():
    stripes = np.zeros((3000, 100, 3), np.uint8)
    stripes[::2] = 255
    assert np.abs(resize_to_square(stripes, 299).astype(int) - 127).max() <= 40


@pytest.mark.parametrize("fit", ["stretch", "crop", "pad"])
@pytest.mark.parametrize("shape", [(1, 5000), (5000, 1), (1, 1), (299, 299), (1600, 1200), (33, 1600)])
def test_any_shape_becomes_the_square_of_the_network(fit, shape):
    square = resize_to_square(np.full((*shape, 3), 200, np.uint8), 299, fit)
    assert square.shape == (299, 299, 3)
    assert square.dtype == np.uint8
    assert square.flags.c_contiguous
    assert (square == 200).all(axis=2).any()


def test_the_photo_itself_is_never_changed():
    photo = disc(299, 299)
    square = resize_to_square(photo, 299)
    assert np.array_equal(square, photo)
    assert not np.shares_memory(square, photo)


@pytest.mark.parametrize(
    "pixels, size, fit, says",
    [
        (np.zeros((9, 9, 3), np.float32), 8, "stretch", "uint8"),
        (np.zeros((9, 9), np.uint8), 8, "stretch", "height, width, 3"),
        (np.zeros((9, 9, 4), np.uint8), 8, "stretch", "height, width, 3"),
        (np.zeros((0, 9, 3), np.uint8), 8, "stretch", "height, width, 3"),
        (np.zeros((9, 9, 3), np.uint8), 0, "stretch", "size"),
        (np.zeros((9, 9, 3), np.uint8), 8, "squash", "squash"),
    ],
)
def test_what_is_not_a_photo_is_a_programmer_error(pixels, size, fit, says):
    with pytest.raises(ValueError, match=says):
        resize_to_square(pixels, size, fit)

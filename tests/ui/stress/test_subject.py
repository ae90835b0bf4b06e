import numpy as np
import pytest

from dogbreed.imaging.corruption import SIDE
from dogbreed.imaging.decode import Photo
from dogbreed.ui.stress.subject import LONGEST, subject_of
from dogbreed.ui.widgets.photo_choice import ChosenPhoto

RED = np.array([255, 0, 0], np.uint8)


def chosen(width, height, *boxes):
    """A white photo with red dogs; boxes in px."""
    pixels = np.full((height, width, 3), 255, np.uint8)
    for left, top, right, bottom in boxes:
        pixels[top:bottom, left:right] = RED
    shares = tuple((left / width, top / height, right / width, bottom / height) for left, top, right, bottom in boxes)
    return ChosenPhoto("key", Photo(pixels, width, height, "JPEG"), "a dog", "", shares)


def share_of_red(pixels):
    return float((pixels[..., 1] < 128).mean())


def test_an_upload_is_damaged_as_a_whole():
    pixels = subject_of(chosen(800, 400)).pixels
    assert pixels.shape == (SIDE, 2 * SIDE, 3)


@pytest.mark.parametrize("left", [0, 100, 300, 650])
def test_a_dog_beside_the_middle_of_the_photo_is_whole_in_the_square(left):
    pixels = subject_of(chosen(800, 400, (left, 100, left + 150, 300))).pixels
    assert pixels.shape == (SIDE, SIDE, 3)
    assert share_of_red(pixels) == pytest.approx(150 * 200 / 400**2, abs=0.01)


def test_a_dog_longer_than_the_square_and_several_dogs_are_whole():
    assert share_of_red(subject_of(chosen(800, 400, (200, 100, 800, 300))).pixels) == pytest.approx(0.5, abs=0.01)
    pixels = subject_of(chosen(800, 400, (0, 0, 100, 400), (700, 0, 800, 400))).pixels
    assert share_of_red(pixels) == pytest.approx(0.25, abs=0.01)


def test_a_panorama_takes_no_more_than_three_squares():
    assert subject_of(chosen(9000, 100)).pixels.shape[1] == LONGEST

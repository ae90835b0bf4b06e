import numpy as np
import pytest

from dogbreed.imaging.decode import Photo
from dogbreed.imaging.study_preprocessing import MARGIN, square_around, study_steps


def test_a_dog_in_the_middle_gets_its_margin_on_every_side():
    area = square_around((400, 300, 800, 600), 1600, 1200, 224)
    side = round(400 * (1 + 2 * MARGIN))
    assert (area.width, area.height) == (side, side)
    assert (area.left + area.right, area.top + area.bottom) == (1200, 900)


def test_a_small_dog_keeps_its_surroundings_rather_than_being_enlarged():
    area = square_around((500, 500, 540, 530), 1600, 1200, 224)
    assert (area.width, area.height) == (224, 224)


@pytest.mark.parametrize("box", [(0, 0, 300, 200), (1300, 1000, 1600, 1200), (0, 500, 1600, 900)])
def test_the_area_lies_in_the_photo_and_holds_as_much_of_the_box_as_it_can(box):
    area = square_around(box, 1600, 1200, 224)
    assert 0 <= area.left < area.right <= 1600
    assert 0 <= area.top < area.bottom <= 1200
    assert area.left <= box[0] and area.top <= box[1] and area.right >= box[2] and area.bottom >= box[3]


def test_a_photo_smaller_than_the_square_is_kept_whole():
    assert square_around((10, 10, 60, 60), 200, 100, 224) == (0, 0, 200, 100)


def test_the_study_cuts_the_dog_out_and_squares_it():
    pixels = np.zeros((600, 800, 3), np.uint8)
    pixels[100:500, 200:600] = 255
    steps = study_steps(Photo(pixels, 800, 600, "JPEG"), (0.25, 1 / 6, 0.75, 5 / 6))
    assert steps.box == (200, 100, 600, 500)
    assert steps.crop.shape == (steps.area.height, steps.area.width, 3) == (520, 520, 3)
    assert steps.square.shape == (224, 224, 3)
    assert steps.square[112, 112].tolist() == [255, 255, 255]
    assert steps.square[2, 2].tolist() == [0, 0, 0]


def test_without_a_box_the_whole_photo_stands_for_it():
    pixels = np.zeros((60, 80, 3), np.uint8)
    steps = study_steps(Photo(pixels, 80, 60, "JPEG"))
    assert steps.area == steps.box == (0, 0, 80, 60)
    assert steps.square.shape == (224, 224, 3)


def test_a_box_that_makes_no_sense_is_put_in_order():
    steps = study_steps(Photo(np.zeros((600, 800, 3), np.uint8), 800, 600, "JPEG"), (0.75, -0.2, 0.25, 1.5))
    assert steps.box == (200, 0, 600, 600)

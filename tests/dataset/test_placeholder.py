import io

import numpy as np
import pytest
from PIL import Image

from dogbreed.breeds import BREEDS, breed
from dogbreed.dataset.placeholder import drawn, placeholder


@pytest.mark.parametrize(
    ("size", "expected"),
    [((500, 375), (640, 480)), ((375, 500), (480, 640)), ((97, 3264), (320, 640)), ((1, 1), (640, 640))],
)
def test_it_has_the_photos_shape(size, expected):
    assert drawn(breed("n02110958"), size).size == expected


def test_every_name_fits():
    for each in BREEDS:
        ink = np.asarray(drawn(each, (100, 200)).convert("L"))[:, :16]
        assert ink.min() > 100, each.name


def test_two_breeds_get_different_cards():
    assert drawn(BREEDS[0], (500, 375)).tobytes() != drawn(BREEDS[1], (500, 375)).tobytes()


def test_it_is_a_jpeg_that_is_drawn_once():
    card = placeholder(BREEDS[0], (500, 375))
    with Image.open(io.BytesIO(card)) as picture:
        assert (picture.format, picture.size) == ("JPEG", drawn(BREEDS[0], (500, 375)).size)
    assert placeholder(BREEDS[0], (500, 375)) is card

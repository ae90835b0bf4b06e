import io

import numpy as np
import pytest
from PIL import Image

from dogbreed.imaging.box_drawing import SIDE, photo_with_boxes


def photo(size: tuple[int, int]) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, "navy").save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize("size", [(400, 300), (200, 150), (800, 600)])
def test_a_box_is_drawn_at_the_same_place_at_every_size(size: tuple[int, int]) -> None:
    shown = photo_with_boxes(photo(size), (400, 300), [[100, 150, 300, 250]])
    assert shown and max(shown.size) <= SIDE
    yellow = np.asarray(shown)[:, :, 0] > 200
    rows, columns = np.flatnonzero(yellow.any(axis=1)), np.flatnonzero(yellow.any(axis=0))
    scale = shown.width / 400
    assert np.allclose([columns[0], columns[-1], rows[0], rows[-1]], np.array([100, 300, 150, 250]) * scale, atol=3)


def test_a_photo_of_another_shape_gets_no_boxes() -> None:
    assert photo_with_boxes(photo((224, 300)), (400, 300), [[100, 150, 300, 250]]) is None


def test_a_damaged_photo_gets_no_boxes() -> None:
    assert photo_with_boxes(b"no photo", (400, 300), []) is None


def test_boxes_outside_the_photo_and_turned_round_do_no_harm() -> None:
    assert photo_with_boxes(photo((400, 300)), (400, 300), [[-50, -50, 900, 900], [300, 250, 100, 150]])

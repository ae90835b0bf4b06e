import numpy as np
import pytest
from PIL import Image

from dogbreed.imaging.decode import decode
from tests.imaging.drawing import UPRIGHT, corners, exif, file_of, quarters

TURNS = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""From upright to stored, by EXIF orientation."""


def stored(orientation: int) -> Image.Image:
    turn = TURNS[orientation]
    return quarters() if turn is None else quarters().transpose(turn)


@pytest.mark.parametrize("orientation", TURNS)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WebP", "TIFF", "AVIF", "HEIF"])
def test_a_rotated_phone_photo_is_shown_upright(kind, orientation):
    photo = decode(file_of(stored(orientation), kind, exif=exif(orientation)))
    assert corners(photo.pixels) == UPRIGHT
    assert (photo.width, photo.height) == (96, 64)
    assert photo.pixels.shape == (64, 96, 3)
    assert photo.orientation == orientation
    assert corners(photo.as_stored) == corners(np.array(stored(orientation)))


@pytest.mark.parametrize("in_exif", [None, 1, 3, 6, 8])
@pytest.mark.parametrize("in_boxes", TURNS)
@pytest.mark.parametrize("kind", ["AVIF", "HEIF"])
def test_the_boxes_of_a_heif_turn_it_and_its_exif_block_does_not(kind, in_boxes, in_exif):
    photo = decode(turned(stored(in_boxes), kind, in_boxes, in_exif))
    assert corners(photo.pixels) == UPRIGHT
    assert (photo.width, photo.height) == (96, 64)
    assert photo.orientation == in_boxes
    assert corners(photo.as_stored) == corners(np.array(stored(in_boxes)))


def turned(image: Image.Image, kind: str, in_boxes: int, in_exif: int | None) -> bytes:
    """A file whose boxes `irot` and `imir` say one orientation and whose EXIF block says another, or nothing."""
    block = Image.Exif()
    block[270], block[274] = "A dog", in_boxes
    data = file_of(image, kind, exif=block.tobytes())
    if in_exif is None:
        return data.replace(b"\0Exif\0", b"\0skip\0", 1)
    if kind == "AVIF":  # Pillow moves the orientation out of the EXIF block: put it in place of the description's type
        block = Image.Exif()
        block[271], block[273] = "A dog", in_exif  # a neighbour of the tag for the orientation
        plain = Image.Exif()
        plain[273] = in_exif
        data = file_of(image, kind, exif=exif(in_boxes) if in_boxes > 1 else plain.tobytes())
    return _patched(data, in_boxes, in_exif)


def _patched(data: bytes, old: int, new: int) -> bytes:
    entry = b"\x01\x12\0\x03\0\0\0\x01\0"
    return data.replace(entry + bytes([old]), entry + bytes([new]))

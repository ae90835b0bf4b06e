import random

import numpy as np
import pytest
from PIL import Image

from dogbreed.errors import UnreadablePhotoError
from dogbreed.imaging.decode import Photo, decode
from tests.imaging.drawing import display_p3, exif, file_of, quarters


def healthy_files() -> list[bytes]:
    """Small photos that lead through every decoder, in several variants of each."""
    photo, clear = quarters(), Image.new("RGBA", (64, 64), (200, 90, 30, 120))
    noisy = Image.effect_noise((90, 70), 50)
    deep = Image.fromarray(np.arange(64 * 64, dtype=np.uint16).reshape(64, 64) * 16)
    extras = {"exif": exif(6), "icc_profile": display_p3()}
    return [
        *(file_of(photo, kind, **extras) for kind in ("JPEG", "PNG", "WebP", "HEIF", "AVIF", "TIFF")),
        *(file_of(clear, kind) for kind in ("PNG", "WebP", "HEIF", "AVIF", "TIFF")),
        *(file_of(noisy, kind) for kind in ("JPEG", "PNG", "WebP", "HEIF", "AVIF", "GIF", "BMP", "TIFF")),
        *(file_of(photo.convert("CMYK"), kind) for kind in ("JPEG", "TIFF")),
        *(file_of(photo, "TIFF", compression=name) for name in ("tiff_lzw", "tiff_adobe_deflate", "jpeg", "packbits")),
        *(file_of(noisy.convert("1"), kind) for kind in ("PNG", "BMP", "TIFF")),
        *(file_of(deep, kind) for kind in ("PNG", "TIFF")),
        *(file_of(photo, kind, save_all=True, append_images=[photo]) for kind in ("GIF", "WebP", "PNG", "AVIF", "MPO")),
        file_of(photo, "JPEG", progressive=True, **extras),
        file_of(photo.quantize(16), "PNG", transparency=0),
        file_of(photo.convert("F"), "TIFF"),
    ]


def damage(data: bytes, dice: random.Random) -> bytes:
    """Flip, overwrite, cut out or repeat some bytes, often near the start where the headers are, or cut the end off."""
    changed = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 4, 16))):
        at = int(len(changed) * dice.random() ** dice.choice((1, 4)))
        length = dice.choice((1, 1, 2, 4, 8))
        match dice.randrange(5):
            case 0:
                changed[at : at + 1] = bytes(byte ^ 1 << dice.randrange(8) for byte in changed[at : at + 1])
            case 1:
                changed[at : at + length] = dice.choice((b"\0", b"\xff", b"\x7f", b"\x01")) * length
            case 2:
                del changed[at : at + length]
            case 3:
                changed[at:at] = changed[at : at + length * 16]
            case _ if dice.random() < 0.3:
                del changed[max(at, 8) :]
    return bytes(changed)


@pytest.mark.filterwarnings("ignore")
def test_a_damaged_file_gives_a_photo_or_a_sentence_and_never_another_error():
    dice = random.Random(7)
    outcomes = {"photo": 0, "sentence": 0}
    for data in healthy_files():
        for _ in range(20):
            try:
                photo = decode(damage(data, dice))
            except UnreadablePhotoError as error:
                assert str(error).endswith(".")
                outcomes["sentence"] += 1
            else:
                assert isinstance(photo, Photo)
                assert photo.pixels.dtype == np.uint8
                assert photo.pixels.shape[2] == 3
                assert max(photo.pixels.shape) <= 1600
                outcomes["photo"] += 1
    assert min(outcomes.values()) > 100

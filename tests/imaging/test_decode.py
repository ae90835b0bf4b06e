from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from PIL import Image, ImageFile

from dogbreed.errors import DogbreedError, UnreadablePhotoError
from dogbreed.imaging.decode import decode
from tests.imaging.drawing import FORMATS, UPRIGHT, corners, file_of, near, png_of_zeros, quarters


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_comes_out_as_rgb(kind):
    photo = decode(file_of(quarters(), kind))
    assert (photo.format, photo.width, photo.height) == (kind, 96, 64)
    assert photo.pixels.shape == (64, 96, 3)
    assert photo.pixels.dtype == np.uint8
    assert photo.pixels.flags.c_contiguous
    assert corners(photo.pixels) == UPRIGHT


def test_a_phone_photo_with_a_second_picture_inside_shows_the_first():
    photo = decode(file_of(quarters(), "MPO", save_all=True, append_images=[Image.new("RGB", (96, 64))]))
    assert photo.format == "JPEG"
    assert corners(photo.pixels) == UPRIGHT


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_grey_and_cmyk_photos_keep_their_brightness(kind, mode):
    photo = decode(file_of(Image.new("RGB", (64, 64), (180, 180, 180)).convert(mode), kind))
    assert near(photo.pixels, (180, 180, 180))


@pytest.mark.parametrize(
    "image, kind, colour",
    [
        (Image.new("1", (64, 64), 1), "PNG", (255, 255, 255)),
        (Image.new("RGB", (64, 64), (20, 120, 220)).quantize(8), "PNG", (20, 120, 220)),
        (Image.fromarray(np.full((64, 64), 40000, np.uint16)), "PNG", (156, 156, 156)),
        (Image.fromarray(np.full((64, 64), 40000, np.uint16)), "TIFF", (156, 156, 156)),
        (Image.new("LAB", (64, 64), (128, 128, 128)), "TIFF", (119, 119, 119)),
    ],
)
def test_unusual_pixels_keep_their_colour(image, kind, colour):
    assert near(decode(file_of(image, kind)).pixels, colour, tolerance=4)


@pytest.mark.parametrize("compression", ["tiff_lzw", "jpeg"])
def test_a_scan_in_luminance_and_chrominance_keeps_its_colour(compression):
    image = Image.new("RGB", (64, 64), (20, 120, 220)).convert("YCbCr")
    assert near(decode(file_of(image, "TIFF", compression=compression)).pixels, (20, 120, 220), tolerance=4)


@pytest.mark.parametrize(
    "image, kind, options",
    [
        (Image.new("RGBA", (64, 64), (255, 0, 0, 0)), "PNG", {}),
        (Image.new("RGBA", (64, 64), (255, 0, 0, 0)), "WebP", {"lossless": True}),
        (Image.new("RGBA", (64, 64), (255, 0, 0, 0)), "AVIF", {}),
        (Image.new("RGBA", (64, 64), (255, 0, 0, 0)), "HEIF", {}),
        (Image.new("RGBA", (64, 64), (255, 0, 0, 0)), "TIFF", {}),
        (Image.new("LA", (64, 64), (255, 0)), "PNG", {}),
        (Image.new("P", (64, 64), 0), "PNG", {"transparency": 0}),
        (Image.new("P", (64, 64), 0), "GIF", {"transparency": 0}),
        (Image.new("L", (64, 64), 0), "PNG", {"transparency": 0}),
        (Image.new("RGB", (64, 64), (1, 2, 3)), "PNG", {"transparency": (1, 2, 3)}),
    ],
)
def test_mid_grey_shows_through_a_transparent_photo(image, kind, options):
    assert near(decode(file_of(image, kind, **options)).pixels, (127, 127, 127))


def test_half_transparent_pixels_are_mixed_with_the_grey():
    assert near(decode(file_of(Image.new("RGBA", (64, 64), (255, 255, 255, 128)))).pixels, (191, 191, 191))


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize(
    "size, reduced", [((4000, 3000), (1200, 1600)), ((900, 2400), (1600, 600)), ((1600, 40), (40, 1600))]
)
def test_a_large_photo_is_reduced_and_remembers_its_size(kind, size, reduced):
    photo = decode(file_of(Image.new("RGB", size), kind))
    assert photo.pixels.shape == (*reduced, 3)
    assert (photo.width, photo.height) == size


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
def test_fine_patterns_do_not_turn_into_false_ones(kind):
    board = np.indices((3000, 3000)).sum(0) % 2 * 255
    pixels = decode(file_of(Image.fromarray(board.astype(np.uint8)), kind)).pixels
    assert np.abs(pixels[20:-20, 20:-20].astype(int) - 127).max() < 12


def test_a_photo_of_80_megapixels_from_a_phone_is_read():
    photo = decode(file_of(Image.new("L", (10_000, 8_000), 90), "JPEG"))
    assert (photo.width, photo.height) == (10_000, 8_000)
    assert near(photo.pixels, (90, 90, 90))


def test_many_threads_get_the_same_pixels_as_one():
    files = [file_of(quarters(400, 300), kind) for kind in FORMATS] * 4
    alone = [decode(data).pixels for data in files]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(decode, files))
    assert all(np.array_equal(one, other.pixels) for one, other in zip(alone, together, strict=True))


def test_other_users_of_pillow_are_not_affected():
    limit = Image.MAX_IMAGE_PIXELS
    decode(file_of(quarters()))
    with pytest.raises(UnreadablePhotoError):
        decode(png_of_zeros(20_000, 20_000))
    assert limit == Image.MAX_IMAGE_PIXELS
    assert not ImageFile.LOAD_TRUNCATED_IMAGES


def test_the_error_is_one_that_people_see():
    assert issubclass(UnreadablePhotoError, DogbreedError)

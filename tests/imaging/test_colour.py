import struct

import numpy as np
import pytest
from PIL import Image, ImageCms

from dogbreed.imaging.decode import decode
from tests.imaging.drawing import UPRIGHT, corners, display_p3, file_of, linear_profile, near, quarters


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WebP", "HEIF", "AVIF", "TIFF"])
def test_a_wide_gamut_phone_photo_shows_its_true_colours(kind):
    red_in_p3 = Image.new("RGB", (64, 64), (234, 51, 35))  # the red of sRGB
    photo = decode(file_of(red_in_p3, kind, icc_profile=display_p3()))
    assert near(photo.pixels, (255, 0, 0), tolerance=8)


@pytest.mark.parametrize("profile", [b"junk", display_p3()[:200], display_p3()[:-400]])
def test_a_broken_colour_profile_is_ignored(profile):
    assert corners(decode(file_of(quarters(), "JPEG", icc_profile=profile)).pixels) == UPRIGHT


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_a_colour_profile_for_other_pixels_is_ignored(mode):
    image = Image.new("RGB", (64, 64), (180, 180, 180)).convert(mode)
    assert near(decode(file_of(image, "JPEG", icc_profile=display_p3())).pixels, (180, 180, 180))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WebP", "HEIF", "AVIF", "TIFF"])
def test_a_linear_photo_is_brightened_whatever_the_name_of_its_profile(kind):
    grey = Image.new("RGB", (64, 64), (127, 127, 127))
    photo = decode(file_of(grey, kind, icc_profile=linear_profile(), quality=100))
    assert near(photo.pixels, (187, 187, 187), tolerance=2)  # 0.5 ** (1 / 2.4) * 1.055 - 0.055


def test_a_profile_that_changes_nothing_leaves_the_pixels_alone():
    pixels = np.random.default_rng(0).integers(0, 256, (64, 64, 3), np.uint8)
    srgb = ImageCms.createProfile("sRGB")
    renamed = ImageCms.ImageCmsProfile(srgb).tobytes().replace(b"s\0R\0G\0B", b"D\0i\0s\0p")
    assert np.array_equal(decode(file_of(Image.fromarray(pixels), icc_profile=renamed)).pixels, pixels)


@pytest.mark.parametrize("header", [56, 108, 124])
def test_a_bmp_whose_alpha_is_all_zero_is_opaque(header):
    data = bmp_v5(quarters().convert("RGBA"), alpha=0, header=header)
    assert corners(decode(data).pixels) == UPRIGHT


def test_a_bmp_that_is_transparent_in_part_shows_grey_there():
    data = bytearray(bmp_v5(quarters().convert("RGBA"), alpha=0))
    data[-4 * 96 * 32 + 3 :: 4] = b"\xff" * (96 * 32)  # the rows come from the bottom
    pixels = decode(bytes(data)).pixels
    assert corners(pixels)[:2] == ["red", "green"]
    assert near(pixels[40:], (127, 127, 127))


def bmp_v5(image: Image.Image, alpha: int, header: int = 124) -> bytes:
    """A 32-bit BMP with masks for all four channels."""
    image.putalpha(alpha)
    body = image.transpose(Image.Transpose.FLIP_TOP_BOTTOM).tobytes("raw", "BGRA")
    masks = struct.pack("<4I", 0xFF0000, 0xFF00, 0xFF, 0xFF000000)
    fields = struct.pack("<IiiHHIIiiII", header, *image.size, 1, 32, 3, len(body), 2835, 2835, 0, 0)
    head = (fields + masks).ljust(header, b"\0")
    return b"BM" + struct.pack("<IHHI", 14 + len(head) + len(body), 0, 0, 14 + len(head)) + head + body

import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from dogbreed.errors import UnreadablePhotoError
from dogbreed.imaging.decode import decode
from tests.imaging.drawing import (
    UPRIGHT,
    corners,
    exif,
    file_of,
    linear_profile,
    near,
    png_chunk,
    png_with_chunk,
    quarters,
)


@pytest.mark.parametrize(
    "block", [b"Exif\0\0", b"Exif\0\0II*\0\xff\xff\xff\x7f", b"Exif\0\0MM\0*\0\0\0\x08\xff\xff", exif(9)]
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WebP", "HEIF"])
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_a_damaged_exif_block_does_not_lose_the_photo(kind, block):
    assert corners(decode(file_of(quarters(), kind, exif=block)).pixels) == UPRIGHT


@pytest.mark.parametrize("kind", ["AVIF", "HEIF"])
@pytest.mark.parametrize("start", [b"junk", b"MM\0*\xff\xff\xff\xff", b"II*\0\0\0"])
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_a_damaged_exif_block_in_a_heif_does_not_lose_the_photo(kind, start):
    data = file_of(quarters(), kind, exif=b"Exif\0\0MM\0*\0\0\0\x08" + bytes(20), xmp=b"<x:xmpmeta/>")
    damaged = data.replace(b"MM\0*\0\0\0\x08"[: len(start)], start)
    assert damaged != data
    assert corners(decode(damaged).pixels) == UPRIGHT


NOISE = np.random.default_rng(0).integers(0, 256, 1_500_000, np.uint8).tobytes()
TEXTS = {
    "zTXt": (b"zTXt", b"Comment\0\0" + zlib.compress(NOISE)),
    "iTXt": (b"iTXt", b"Comment\0\1\0\0\0" + zlib.compress(NOISE)),
    "tEXt": (b"tEXt", b"Comment\0" + bytes(3_000_000)),
    "XMP": (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + b" " * 5_000_000),
    "EXIF": (b"eXIf", bytes(3_000_000)),
    "profile": (b"iCCP", b"sRGB\0\0" + zlib.compress(NOISE)),
    "huge profile": (b"iCCP", b"sRGB\0\0" + zlib.compress(NOISE * 6)),
}


@pytest.mark.parametrize("kind, content", TEXTS.values(), ids=TEXTS)
def test_a_png_with_megabytes_beside_its_picture_is_read(kind, content):
    assert corners(decode(png_with_chunk(kind, content)).pixels) == UPRIGHT


def test_many_texts_in_a_png_are_no_matter():
    text = png_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(900_000)))
    png = file_of(quarters())
    assert corners(decode(png[:33] + text * 100 + png[33:]).pixels) == UPRIGHT


def test_a_large_colour_profile_of_a_png_is_used():
    profile = linear_profile()
    profile = struct.pack(">I", 1_500_000) + profile[4:].ljust(1_500_000 - 4, b"\0")
    grey = file_of(Image.new("RGB", (64, 64), (127, 127, 127)))
    data = grey[:33] + png_chunk(b"iCCP", b"sRGB\0\0" + zlib.compress(profile)) + grey[33:]
    assert near(decode(data).pixels, (187, 187, 187))


@pytest.mark.parametrize(
    "kind",
    ["tEXt", "zTXt", "iTXt", "tIME", "eXIf", "iCCP", "gAMA", "cHRM", "sRGB", "pHYs", "tRNS", "bKGD", "acTL", "abCd"],
)
@pytest.mark.parametrize("place", [33, -12])
def test_a_wrong_checksum_beside_the_picture_is_no_matter(kind, place):
    png = file_of(quarters())
    chunk = png_chunk(kind.encode(), b"something else")[:-4] + b"oops"
    assert corners(decode(png[:place] + chunk + png[place:]).pixels) == UPRIGHT


@pytest.mark.parametrize(
    "kind", ["tEXt", "zTXt", "iTXt", "tIME", "eXIf", "iCCP", "gAMA", "cHRM", "sRGB", "pHYs", "acTL", "fcTL"]
)
def test_nonsense_beside_the_picture_is_no_matter(kind):
    assert corners(decode(png_with_chunk(kind.encode(), b"\0\1")).pixels) == UPRIGHT
    assert corners(decode(png_with_chunk(kind.encode(), b"")).pixels) == UPRIGHT


@pytest.mark.parametrize(
    "options", [{}, {"progressive": True}, {"subsampling": 0}, {"restart_marker_rows": 1}, {"quality": 95}]
)
@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("size", [(96, 64), (3333, 2500)])
def test_a_jpeg_without_its_end_has_all_its_pixels(options, mode, size):
    jpeg = file_of(quarters(*size).convert(mode), "JPEG", **options)
    whole = decode(jpeg).pixels
    for ending in (b"", b"\xff", bytes(500), b"\r\n"):
        assert np.array_equal(decode(jpeg[:-2] + ending).pixels, whole)


@pytest.mark.parametrize("junk", [b"\0" * 5000, b"junk", b"\xff\xd8\xff\xe0", NOISE[:9000]])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WebP", "HEIF", "AVIF", "GIF", "BMP", "TIFF"])
def test_what_comes_after_the_photo_is_no_matter(kind, junk):
    assert corners(decode(file_of(quarters(), kind) + junk).pixels) == UPRIGHT


@pytest.mark.parametrize(
    "options", [{}, {"progressive": True}, {"restart_marker_rows": 1}, {"restart_marker_blocks": 1}]
)
def test_a_jpeg_that_lacks_pixels_is_refused_wherever_it_was_cut(options):
    jpeg = file_of(Image.effect_noise((128, 96), 60).convert("RGB"), "JPEG", **options)
    start = jpeg.index(b"\xff\xda") + 14
    cuts = {*range(start, len(jpeg) - 9, 37), *(at for at in range(start, len(jpeg) - 9) if jpeg[at] == 0xFF)}
    for cut in cuts:
        with pytest.raises(UnreadablePhotoError, match="damaged or incomplete"):
            decode(jpeg[:cut])


@pytest.mark.parametrize("kind, tag", [("EXIF", b"EXIF"), ("XMP", b"XMP ")])
def test_a_webp_whose_metadata_were_cut_off_is_read(kind, tag):
    data = file_of(quarters(), "WebP", exif=exif(1) + bytes(500), xmp=b" " * 500)
    assert corners(decode(data[: data.index(tag) + 100]).pixels) == UPRIGHT


@pytest.mark.parametrize("profile", [b"", b"x", NOISE[:3000], NOISE[:128], linear_profile()[:-700]])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WebP", "HEIF", "AVIF", "TIFF"])
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_a_nonsensical_profile_or_xmp_block_is_no_matter(kind, profile):
    assert corners(decode(file_of(quarters(), kind, icc_profile=profile)).pixels) == UPRIGHT
    if kind != "TIFF":
        assert corners(decode(file_of(quarters(), kind, xmp=profile)).pixels) == UPRIGHT

import struct
import tracemalloc
import zlib

import pytest
from PIL import Image

from dogbreed.errors import UnreadablePhotoError
from dogbreed.imaging import limits
from dogbreed.imaging.decode import decode
from tests.imaging.drawing import (
    FORMATS,
    file_of,
    many_scans,
    png_of_zeros,
    png_with_chunk,
    quarters,
    tiff,
    with_header_size,
)


@pytest.mark.parametrize("share", [0.2, 0.6, 0.95])
@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_a_photo_that_was_cut_off_is_refused_and_says_so(kind, share):
    data = file_of(Image.effect_noise((200, 150), 60).convert("RGB"), kind)
    with pytest.raises(UnreadablePhotoError, match=f"This {kind} photo is damaged or incomplete"):
        decode(data[: int(len(data) * share)])


@pytest.mark.parametrize("at", [41, 42, 60, 100, -20])
def test_a_png_whose_pixels_are_damaged_is_refused_and_not_shown_black(at):
    data = bytearray(file_of(Image.effect_noise((96, 64), 60)))
    data[at] ^= 0xFF
    with pytest.raises(UnreadablePhotoError, match="This PNG photo is damaged or incomplete"):
        decode(bytes(data))


def test_a_gigantic_png_of_few_bytes_is_refused_before_it_is_decoded(monkeypatch):
    monkeypatch.setattr("PIL.PngImagePlugin.PngImageFile.load", lambda image: pytest.fail("the pixels were decoded"))
    data = png_of_zeros(20_000, 20_000)
    assert len(data) < 60_000
    with pytest.raises(UnreadablePhotoError, match="20,000 x 20,000 pixels, and at most 64 megapixels"):
        decode(data)


def test_a_webp_as_large_as_the_format_allows_is_refused():
    size = (16383 - 1) | (16383 - 1) << 14
    data = b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f" + struct.pack("<I", size) + bytes(8)
    with pytest.raises(UnreadablePhotoError):
        decode(data)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP"])
def test_a_tiny_photo_is_refused_with_its_size(kind):
    with pytest.raises(UnreadablePhotoError, match="only 1 x 1 pixels; a photo needs at least 32 x 32"):
        decode(file_of(Image.new("RGB", (1, 1)), kind))


def test_a_narrow_strip_is_refused():
    with pytest.raises(UnreadablePhotoError, match="only 31 x 4000 pixels"):
        decode(file_of(Image.new("RGB", (31, 4000))))
    assert decode(file_of(Image.new("RGB", (32, 4000)))).height == 4000


def test_a_progressive_jpeg_cannot_be_reduced_on_the_way_and_has_the_lower_limit(monkeypatch):
    monkeypatch.setattr("dogbreed.imaging.decode.MAX_PIXELS", 9_000)
    image = Image.new("RGB", (100, 100))
    assert decode(file_of(image, "JPEG")).width == 100
    with pytest.raises(UnreadablePhotoError, match="too large"):
        decode(file_of(image, "JPEG", progressive=True))


def test_a_jpeg_with_a_scan_for_each_colour_has_the_lower_limit(monkeypatch):
    monkeypatch.setattr("dogbreed.imaging.decode.MAX_PIXELS", 9_000)
    data = file_of(Image.new("RGB", (100, 100)), "JPEG")
    one_colour = data.replace(b"\xff\xda\0\x0c\x03\x01\0\x02\x11\x03\x11", b"\xff\xda\0\x08\x01\x01\0")
    assert one_colour != data
    with pytest.raises(UnreadablePhotoError, match="too large"):
        decode(one_colour)


def test_a_jpeg_of_endless_scans_is_refused():
    assert decode(many_scans(limits.MAX_SCANS - 20)).width == 96
    with pytest.raises(UnreadablePhotoError, match="too many scans"):
        decode(many_scans(limits.MAX_SCANS + 1))


@pytest.mark.parametrize(
    "kind, start",
    [
        (b"zTXt", b"a\0\0"),
        (b"zTXt", b"Raw profile type exif\0\0"),
        (b"iTXt", b"a\0\1\0\0\0"),
        (b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0"),
        (b"iCCP", b"a\0\0"),
    ],
)
def test_a_text_that_unpacks_without_end_is_passed_over_and_not_unpacked(kind, start):
    data = png_with_chunk(kind, start + zlib.compress(bytes(100_000_000), 9))
    tracemalloc.start()
    assert decode(data).width == 96
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20_000_000


def test_a_tiff_with_tiles_larger_than_itself_is_refused():
    tile = zlib.compress(bytes(1000))
    tags = {259: (3, 1, 8), 322: (4, 1, 16_000), 323: (4, 1, 16_000), 324: (4, 1, 130), 325: (4, 1, len(tile))}
    with pytest.raises(UnreadablePhotoError, match="too large pieces"):
        decode(tiff(tags, tile))


def test_a_tiff_of_a_million_strips_is_refused():
    count = 1_000_000
    strips = {273: (3, count, 122), 278: (4, 1, 1), 279: (4, 1, 64)}
    with pytest.raises(UnreadablePhotoError, match="too many"):
        decode(tiff(strips, struct.pack("<H", 8) * (count + 10)))


def test_a_tiff_of_many_pages_costs_no_more_than_its_first():
    page = Image.new("L", (64, 64), 90)
    assert decode(file_of(page, "TIFF", save_all=True, append_images=[page] * 300)).width == 64


def test_a_gif_with_a_gigantic_canvas_is_refused():
    data = bytearray(file_of(quarters(), "GIF"))
    data[6:10] = struct.pack("<HH", 65_535, 65_535)
    with pytest.raises(UnreadablePhotoError, match="65,535 x 65,535"):
        decode(bytes(data))


def test_a_gif_with_a_frame_beyond_its_canvas_is_refused():
    data = bytearray(file_of(Image.new("L", (64, 64)), "GIF"))
    frame = data.index(b",\0\0\0\0")
    data[frame + 5 : frame + 9] = struct.pack("<HH", 65_000, 65_000)
    with pytest.raises(UnreadablePhotoError, match="too large"):
        decode(bytes(data))


@pytest.mark.parametrize("size", [(33, 33), (4000, 3000)])
def test_a_heif_photo_that_lies_about_its_size_is_refused(size):
    with pytest.raises(UnreadablePhotoError):
        decode(with_header_size(file_of(Image.effect_noise((640, 480), 60), "HEIF"), *size))


@pytest.mark.parametrize("kind", ["HEIF", "AVIF"])
def test_a_header_that_says_gigantic_is_believed(kind):
    with pytest.raises(UnreadablePhotoError, match="too large: 12,000 x 12,000"):
        decode(with_header_size(file_of(quarters(), kind), 12_000, 12_000))

import struct

import cv2
import numpy as np
import pytest
from PIL import Image

from dogbreed.errors import UnreadablePhotoError
from dogbreed.imaging.decode import decode
from tests.imaging.drawing import UPRIGHT, corners, file_of, linear_profile, near, quarters, tiff


@pytest.mark.parametrize("dtype", [np.int32, np.float32])
def test_32_bit_grey_is_stretched_from_black_to_white(dtype):
    ramp = np.tile(np.linspace(-1000, 500_000, 64).astype(dtype), (64, 1))
    pixels = decode(file_of(Image.fromarray(ramp), "TIFF")).pixels
    assert pixels[:, 0].max() == 0
    assert pixels[:, -1].min() == 255
    assert abs(int(pixels[0, 32, 0]) - 128) < 5


def test_values_that_are_no_numbers_do_not_spoil_the_photo():
    values = np.full((64, 64), 100, np.float32)
    values[:8], values[8:16], values[16:32] = np.nan, np.inf, 0
    pixels = decode(file_of(Image.fromarray(values), "TIFF")).pixels
    assert pixels[:32].max() == 0 and pixels[40:].min() == 255


def by_opencv(pixels: np.ndarray, *options: int) -> bytes:
    """A TIFF of RGB or grey pixels of any type."""
    _, file = cv2.imencode(".tiff", pixels[..., ::-1] if pixels.ndim == 3 else pixels, options)
    return file.tobytes()


@pytest.mark.parametrize("dtype", ["float32", "float64", "int8", "int16", "uint16", "int32", "uint32"])
@pytest.mark.parametrize("compression", [1, 5, 8])
def test_colours_of_any_type_are_read(dtype, compression):
    white = 1 if "float" in dtype else np.iinfo(dtype).max
    pixels = (np.asarray(quarters(), float) / 255 * white).astype(dtype)
    pixels[30:34, 46:50] = [[[0, 0, 0]] * 2 + [[white] * 3] * 2] * 4
    photo = decode(by_opencv(pixels, cv2.IMWRITE_TIFF_COMPRESSION, compression))
    assert np.abs(photo.pixels[:28].astype(int) - np.asarray(quarters())[:28]).max() <= (2 if dtype == "int8" else 1)
    assert (photo.width, photo.height) == (96, 64)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("channels", [1, 3])
def test_floats_from_0_to_1_keep_their_brightness(dtype, channels):
    pixels = np.full((64, 64, channels), 0.5, dtype).squeeze()
    assert near(decode(by_opencv(pixels)).pixels, (128, 128, 128), tolerance=1)


def test_a_large_photo_in_floats_is_reduced():
    pixels = np.linspace(0, 1, 2000 * 2400 * 3, dtype=np.float32).reshape(2000, 2400, 3)
    photo = decode(by_opencv(pixels))
    assert photo.pixels.shape == (1333, 1600, 3)
    assert (photo.width, photo.height) == (2400, 2000)
    assert near(photo.pixels, (127.5, 127.5, 127.5), tolerance=1)


def test_a_photo_in_floats_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr("dogbreed.imaging.tiff.MAX_BYTES", 64 * 64 * 12 - 12)
    with pytest.raises(UnreadablePhotoError, match="too large"):
        decode(by_opencv(np.zeros((64, 64, 3), np.float32)))


def test_a_photo_in_floats_that_was_cut_off_is_damaged():
    tags = {258: (3, 3, 200), 262: (3, 1, 2), 277: (3, 1, 3), 339: (3, 3, 206), 273: (4, 1, 300), 279: (4, 1, 49152)}
    with pytest.raises(UnreadablePhotoError, match="damaged or incomplete"):
        decode(tiff(tags, b"\0" * 90 + struct.pack("<6H", 32, 32, 32, 3, 3, 3) * 2 + b"\0" * 9000))


def test_a_photo_in_floats_is_turned_and_its_profile_used():
    pixels = np.full((64, 96, 3), 0.5, np.float32)
    pixels[:16] = 0
    data = file_of(Image.fromarray(np.zeros((64, 96), np.float32)), "TIFF", icc_profile=linear_profile())
    assert decode(data).width == 96
    turned = with_tags(by_opencv(pixels), {274: 6})
    photo = decode(turned)
    assert (photo.width, photo.height, photo.orientation) == (64, 96, 6)
    assert photo.pixels[:, -10:].max() < 3 and photo.pixels[:, :10].min() > 120
    assert corners(photo.as_stored[16:]) == corners(np.full((48, 96, 3), 128, np.uint8))


def with_tags(data: bytes, values: dict[int, int]) -> bytes:
    """A TIFF of OpenCV with more SHORT tags, its directory moved to the end."""
    (start,) = struct.unpack_from("<I", data, 4)
    (count,) = struct.unpack_from("<H", data, start)
    old = [data[start + 2 + 12 * n : start + 14 + 12 * n] for n in range(count)]
    new = [struct.pack("<HHIHH", tag, 3, 1, value, 0) for tag, value in values.items()]
    entries = sorted(old + new, key=lambda entry: struct.unpack_from("<H", entry))
    directory = struct.pack("<H", len(entries)) + b"".join(entries) + bytes(4)
    return data[:4] + struct.pack("<I", len(data)) + data[8:] + directory


def test_a_high_dynamic_range_photo_is_read():
    pixels = (np.asarray(quarters(), np.float32) / 255).copy()
    photo = decode(by_opencv(pixels, cv2.IMWRITE_TIFF_COMPRESSION, 34677))  # LogLuv
    assert corners(photo.pixels) == UPRIGHT


def test_zero_is_white_where_the_file_says_so():
    ramp = np.tile(np.linspace(0, 1, 64), (64, 1))
    data = by_opencv(ramp)
    entry = struct.pack("<HHIH", 262, 3, 1, 1)
    assert entry in data
    pixels = decode(data.replace(entry, struct.pack("<HHIH", 262, 3, 1, 0))).pixels
    assert pixels[:, 0].min() == 255 and pixels[:, -1].max() == 0


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "YCbCr", "LAB", "I;16", "I", "F"])
@pytest.mark.parametrize(
    "options", [{}, {"big_tiff": True}, {"compression": "tiff_lzw"}, {"compression": "tiff_adobe_deflate"}]
)
def test_all_modes_of_pillow_are_read(mode, options):
    image = quarters().convert("L").convert(mode) if mode.startswith("I;") else quarters().convert(mode)
    if mode == "LAB":
        image = Image.new("LAB", (96, 64), (128, 128, 128))
    photo = decode(file_of(image, "TIFF", **options))
    assert (photo.width, photo.height) == (96, 64)


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.float32])
@pytest.mark.parametrize("planar", [False, True])
@pytest.mark.parametrize("tiled", [False, True])
@pytest.mark.parametrize("big", [False, True])
def test_all_layouts_are_read_or_not_called_damage(order, dtype, planar, tiled, big):
    white = 1 if dtype == np.float32 else np.iinfo(dtype).max
    pixels = (np.asarray(quarters(96, 64), float) / 255 * white).astype(np.dtype(dtype).newbyteorder(order))
    data = laid_out(pixels, order, planar, tiled, big)
    if (planar and dtype != np.uint8) or (order == ">" and big):
        with pytest.raises(UnreadablePhotoError, match="a kind of TIFF that cannot be read"):
            decode(data)
    else:
        assert corners(decode(data).pixels) == UPRIGHT


def laid_out(pixels: np.ndarray, order: str, planar: bool, tiled: bool, big: bool) -> bytes:
    """An uncompressed RGB TIFF whose pixels lie in strips or tiles of 32 x 32, mixed or apart by colour."""
    planes = [pixels[..., n : n + 1] for n in range(3)] if planar else [pixels]
    if tiled:
        places = [(y, x) for y in range(0, 64, 32) for x in range(0, 96, 32)]
        pieces = [plane[y : y + 32, x : x + 32].tobytes() for plane in planes for y, x in places]
    else:
        pieces = [plane[y : y + 16].tobytes() for plane in planes for y in range(0, 64, 16)]
    bits, form = pixels.dtype.itemsize * 8, 3 if pixels.dtype.kind == "f" else 1
    start = 16 if big else 8
    offsets = [start + sum(map(len, pieces[:n])) for n in range(len(pieces))]
    where = {324: offsets, 325: [len(piece) for piece in pieces], 322: [32], 323: [32]}
    where = where if tiled else {273: offsets, 279: [len(piece) for piece in pieces], 278: [16]}
    tags = {
        256: [96],
        257: [64],
        258: [bits] * 3,
        259: [1],
        262: [2],
        277: [3],
        284: [1 + planar],
        339: [form] * 3,
    } | where
    body, extra, entries = b"".join(pieces), b"", []
    count, number, inline = ("Q", "Q", 8) if big else ("I", "I", 4)
    for tag, values in sorted(tags.items()):
        kind, letter = (4, "I") if tag in (273, 279, 324, 325) else (3, "H")
        packed = struct.pack(f"{order}{len(values)}{letter}", *values)
        if len(packed) > inline:
            place, extra = start + len(body) + len(extra), extra + packed.ljust(-(-len(packed) // 8) * 8, b"\0")
            packed = struct.pack(order + number, place)
        entries.append(struct.pack(f"{order}HH{count}", tag, kind, len(values)) + packed.ljust(inline, b"\0"))
    mark = b"II" if order == "<" else b"MM"
    directory = start + len(body) + len(extra)
    if big:
        head = mark + struct.pack(order + "HHHQ", 43, 8, 0, directory)
        return head + body + extra + struct.pack(order + "Q", len(entries)) + b"".join(entries) + bytes(8)
    head = mark + struct.pack(order + "HI", 42, directory)
    return head + body + extra + struct.pack(order + "H", len(entries)) + b"".join(entries) + bytes(4)


@pytest.mark.parametrize("tag", [254, 34675])
@pytest.mark.parametrize("kind", [1, 2, 5, 7, 12, 99])
def test_a_nonsensical_tag_beside_the_picture_is_no_matter(tag, kind):
    data = file_of(quarters(), "TIFF", tiffinfo={254: 0}, icc_profile=linear_profile())
    (start,) = struct.unpack_from("<I", data, 4)
    (count,) = struct.unpack_from("<H", data, start)
    changed = bytearray(data)
    for at in range(start + 2, start + 2 + 12 * count, 12):
        if struct.unpack_from("<H", data, at) == (tag,):
            struct.pack_into("<HII", changed, at + 2, kind, 1, 2)
    assert changed != data
    assert corners(decode(bytes(changed)).pixels) == UPRIGHT


@pytest.mark.parametrize("compression", [6, 34712, 34887, 50002, 52546, 65000])
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_a_compression_that_is_not_known_is_not_called_damage(compression):
    tags = {259: (3, 1, compression), 273: (4, 1, 150), 278: (4, 1, 64), 279: (4, 1, 4096)}
    with pytest.raises(UnreadablePhotoError, match="a kind of TIFF that cannot be read"):
        decode(tiff(tags, bytes(6000)))


@pytest.mark.parametrize("photometric, samples", [(5, 4), (9, 3), (10, 3), (4, 1), (2, 7)])
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_colours_that_are_not_known_are_not_called_damage(photometric, samples):
    bits = {258: (3, samples, 150)} if samples > 2 else {258: (3, 1, 24)}
    tags = {262: (3, 1, photometric), 277: (3, 1, samples), 273: (4, 1, 190), 278: (4, 1, 64), 279: (4, 1, 4096)} | bits
    with pytest.raises(UnreadablePhotoError, match="a kind of TIFF that cannot be read"):
        decode(tiff(tags, struct.pack("<H", 24) * 3000))

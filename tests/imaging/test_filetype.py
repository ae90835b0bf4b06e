import io
import struct
import zipfile

import pytest
from PIL import Image

from dogbreed.batch.photo_file import PHOTO_SUFFIXES
from dogbreed.errors import UnreadablePhotoError
from dogbreed.imaging.decode import decode
from dogbreed.imaging.filetype import PHOTO_KINDS
from tests.imaging.drawing import UPRIGHT, corners, file_of, png_chunk, quarters, tiff


def an_archive() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("dog.jpg", file_of(quarters(), "JPEG"))
    return file.getvalue()


@pytest.mark.parametrize(
    "data, says",
    [
        (b"", "empty"),
        (b"This is my dog.\n", "text file"),
        (b"BMW is not a breed of dogs.", "text file"),
        ("Hündin, 3 Jahre".encode(), "text file"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
        (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
        (b"<!DOCTYPE html>\n<HTML><body>Not found</body>", "web page"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0isommp42" + bytes(99), "video"),
        (b"\0\0\0\x14ftypqt  \0\0\0\0qt  " + bytes(99), "video"),
        (b"\0\0\0\x08wide\0\x01\0\0mdat", "video"),
        (b"\x1aE\xdf\xa3" + bytes(99), "video"),
        (b"RIFF\xff\0\0\0AVI LIST", "video"),
        (an_archive(), "archive"),
        (b"\x1f\x8b\x08\0" + bytes(99), "archive"),
        (b"II*\0\x10\0\0\0CR\x02\0" + bytes(99), "raw camera file"),
        (b"\0\0\0\x18ftypcrx \0\0\0\x01crx isom" + bytes(99), "raw camera file"),
        (b"FUJIFILMCCD-RAW 0201" + bytes(99), "raw camera file"),
        (b"IIU\0" + bytes(99), "raw camera file"),
        (tiff({50706: (1, 4, 1)}), "raw camera file"),
        (tiff({254: (4, 1, 1)}), "raw camera file"),
        (tiff({262: (3, 1, 32803)}), "raw camera file"),
        (b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(99), "kind that cannot be read"),
        (b"\0\0\0\x0cJXL \r\n\x87\n" + bytes(99), "kind that cannot be read"),
        (b"8BPS\0\x01" + bytes(99), "kind that cannot be read"),
        (bytes(5000), "not a photo"),
        (b"\x7fELF\x02\x01\x01" + bytes(99), "not a photo"),
    ],
)
def test_a_file_that_is_no_photo_is_named_for_what_it_is(data, says):
    with pytest.raises(UnreadablePhotoError, match=says) as error:
        decode(data)
    assert str(error.value).endswith(".")


def test_whoever_sends_something_else_learns_what_can_be_sent():
    with pytest.raises(UnreadablePhotoError, match="Photos can be JPEG, PNG, WebP, HEIF, AVIF, GIF, BMP or TIFF"):
        decode(b"%PDF-1.7")


def test_the_suffixes_of_photos_are_those_of_the_kinds():
    Image.init()
    others = {".heic": "HEIF", ".heif": "HEIF", ".hif": "HEIF"}  # of pillow-heif, which is not registered
    kinds = {suffix: (Image.registered_extensions() | others)[suffix].upper() for suffix in PHOTO_SUFFIXES}
    assert {{"MPO": "JPEG", "DIB": "BMP", "WEBP": "WebP"}.get(kind, kind) for kind in kinds.values()} == set(
        PHOTO_KINDS
    )


JPEG, PNG, BMP, HEIF, AVIF = (file_of(quarters(), kind) for kind in ("JPEG", "PNG", "BMP", "HEIF", "AVIF"))
UNUSUAL = {
    **{
        f"JPEG process {process:x}": JPEG.replace(b"\xff\xc0", bytes([0xFF, process]))
        for process in (0xC3, 0xC5, 0xC6, 0xC7, 0xCB, 0xCD, 0xCE, 0xCF)
    },
    "JPEG of 12 bits": JPEG.replace(b"\xff\xc0\0\x11\x08", b"\xff\xc1\0\x11\x0c"),
    **{f"BMP compression {number}": BMP[:30] + bytes([number]) + BMP[31:] for number in (4, 5, 6, 11, 12, 13)},
    **{f"BMP of {bits} bits": BMP[:28] + bytes([bits]) + BMP[29:] for bits in (2, 48, 64)},
    "BMP header": BMP[:14] + b"\x30" + BMP[15:],
    **{
        f"HEIF of {codec.decode()}": HEIF.replace(b"hvc1", codec)
        for codec in (b"vvc1", b"jpeg", b"unci", b"j2k1", b"avc1")
    },
    "AVIF of av02": AVIF.replace(b"av01", b"av02"),
    "PNG of an iPhone": PNG[:8] + png_chunk(b"CgBI", bytes(4)) + PNG[8:41] + PNG[43:],
}


@pytest.mark.parametrize("data", UNUSUAL.values(), ids=UNUSUAL)
def test_a_kind_that_a_decoder_does_not_know_is_not_called_damage(data, request):
    kind = request.node.callspec.id.split()[0]
    with pytest.raises(UnreadablePhotoError, match=f"a kind of {kind} that cannot be read here"):
        decode(data)


def test_a_bmp_packed_by_run_lengths_is_read():
    runs = b"".join(bytes([64, row // 32 * 9]) + b"\0\0" for row in range(64)) + b"\0\1"
    palette = b"".join(bytes([shade, shade, shade, 0]) for shade in range(0, 250, 25))
    header = struct.pack("<IiiHHIIiiII", 40, 64, 64, 1, 8, 1, len(runs), 2835, 2835, 10, 10)
    start = 14 + len(header) + len(palette)
    file = b"BM" + struct.pack("<IHHI", start + len(runs), 0, 0, start) + header + palette + runs
    pixels = decode(file).pixels
    assert pixels[40:].max() == 0 and pixels[:30].min() == 225


@pytest.mark.parametrize("brand", [b"mif1", b"msf1"])
def test_an_avif_that_only_says_that_it_is_a_heif_is_read(brand):
    data = AVIF.replace(b"avif", brand, 2)
    photo = decode(data)
    assert photo.format == "AVIF"
    assert corners(photo.pixels) == UPRIGHT


@pytest.mark.parametrize("options", [{"lossless": True}, {"quality": 1}, {"exact": True, "lossless": True}])
def test_all_packings_of_webp_are_read(options):
    assert corners(decode(file_of(quarters(), "WebP", **options)).pixels) == UPRIGHT


@pytest.mark.parametrize("subsampling", ["4:4:4", "4:2:2", "4:2:0", "4:0:0"])
def test_all_packings_of_avif_are_read(subsampling):
    assert decode(file_of(quarters(), "AVIF", subsampling=subsampling)).width == 96

import io
import zipfile

import pytest

from dogbreed.errors import UnreadablePhotoError
from dogbreed.imaging.decode import decode
from tests.imaging.drawing import file_of, quarters, tiff


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

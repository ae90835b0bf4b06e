"""Names in archives that do not say how they are encoded, or say it wrongly."""

import io
import struct

import pytest

from dogbreed.batch.archive import photos_in_archive
from dogbreed.batch.archive_names import guess_encoding
from tests.batch.zips import unicode_path, with_flags, with_names, zipped


def read(archive: bytes) -> list[tuple[str, bytes]]:
    return [(file.name.removeprefix("a.zip/"), file.read()) for file in photos_in_archive("a.zip", io.BytesIO(archive))]


def members(names: list[str], encoding: str) -> dict[bytes, bytes]:
    return {name.encode(encoding): f"photo {place}".encode() for place, name in enumerate(names)}


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("cp932", ["ソ.jpg", "犬/能.jpg", "表.jpg"]),  # with the second byte 0x5C
        ("cp932", ["能/散歩.jpg"]),
        ("cp932", ["ホ.jpg"]),  # with the second byte of a "z"
        ("cp932", ["テスト１.jpg", "柴犬と海.jpg", "DSC001.jpg"]),
        ("gb18030", ["小狗/散步.jpg"]),
        ("gb18030", ["我的狗.jpg", "照片2.jpg"]),
        ("cp437", ["Björn.jpg", "größer.jpg", "Élan.jpg"]),
        ("cp437", ["Hélène et Noël.jpg"]),
        ("utf-8", ["Bärbel.jpg", "犬\\表.jpg"]),
    ],
)
def test_every_photo_comes_under_its_name_whatever_the_encoding(encoding, names):
    expected = {name.replace("\\", "/"): f"photo {place}".encode() for place, name in enumerate(names)}
    assert dict(read(with_names(members(names, encoding)))) == expected


@pytest.mark.parametrize("name", [b"\x81.jpg", b"\xff\xfe.jpg", b"\x95\\\x81.jpg", bytes(range(128, 256)) + b".jpg"])
def test_bytes_of_no_known_encoding_are_answered_too(name):
    assert [data for _, data in read(with_names({name: b"photo", b"b.jpg": b"other"}))] in (
        [b"photo", b"other"],
        [b"other", b"photo"],
    )


def test_a_flag_for_utf8_on_a_name_that_is_none_costs_no_photo():
    wrong = with_flags(with_names(members(["表.jpg", "散歩.jpg"], "cp932")), 0x800)
    assert {name for name, _ in read(wrong)} == {"表.jpg", "散歩.jpg"}


def test_the_unicode_path_field_wins():
    raw = b"?.jpg"
    assert read(with_names({raw: b"photo"}, {raw: unicode_path(raw, "犬.jpg".encode())})) == [("犬.jpg", b"photo")]


@pytest.mark.parametrize(
    "field",
    [
        unicode_path(b"another.jpg", "犬.jpg".encode()),
        unicode_path(b"rex.jpg", "犬.jpg".encode(), version=2),
        unicode_path(b"rex.jpg", "犬.jpg".encode("cp932")),
        unicode_path(b"rex.jpg", b""),
        struct.pack("<HH", 0x7075, 2) + b"\x01\x02",
        struct.pack("<HH", 0x7075, 900) + b"\x01\x02",
        struct.pack("<HH", 0x9999, 900),
        b"\x01",
    ],
    ids=["for another name", "version", "not UTF-8", "empty", "short", "too long", "damaged field", "one byte"],
)
def test_a_field_that_is_not_to_be_trusted_is_passed_over(field):
    made = with_names({b"rex.jpg": b"photo", b"a.jpg": b"other"}, {b"rex.jpg": field})
    assert read(made) == [("a.jpg", b"other"), ("rex.jpg", b"photo")]


def test_members_whose_names_read_the_same_are_both_answered():
    raw = b"z.jpg"
    made = with_names({b"rex.jpg": b"one", raw: b"two"}, {raw: unicode_path(raw, b"rex.jpg")})
    assert read(made) == [("rex.jpg", b"one"), ("rex.jpg", b"two")]


def test_names_that_end_at_a_zero_byte_and_names_that_command_a_terminal_come_as_they_are():
    assert [name for name, _ in read(with_names({b"rex.jpg\0.txt": b"photo"}))] == ["rex.jpg"]
    assert [name for name, _ in read(zipped({"\x1b[2Jrex.jpg": b"photo"}))] == ["\x1b[2Jrex.jpg"]


def test_one_encoding_is_guessed_for_all_names_of_an_archive():
    assert guess_encoding([name.encode("cp932") for name in ("öl.jpg".replace("ö", "波"), "散歩.jpg")]) == "cp932"
    assert guess_encoding([name.encode("cp437") for name in ("öl.jpg", "Bär.jpg", "Jürgen.jpg")]) == "cp437"
    assert guess_encoding([]) == "cp437"

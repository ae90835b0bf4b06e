import io
import tracemalloc
from zipfile import ZIP_BZIP2, ZIP_LZMA, ZipFile

import pytest

from dogbreed.batch import limits
from dogbreed.batch.archive import photos_in_archive
from dogbreed.errors import UnreadablePhotoError
from tests.batch.zips import claiming, with_flags, zipped, zipped_link
from tests.pages.drawn import photo

PHOTO = photo()


def outcome(archive: bytes) -> dict[str, bytes | str]:
    """What comes out: the bytes or the reason, by name."""
    found: dict[str, bytes | str] = {}
    for file in photos_in_archive("holiday.zip", io.BytesIO(archive)):
        try:
            found[file.name] = file.read()
        except UnreadablePhotoError as error:
            found[file.name] = str(error)
    return found


def reason(archive: bytes, name: str = "holiday.zip/rex.jpg") -> str:
    [(found, told)] = outcome(archive).items()
    assert found == name
    assert isinstance(told, str)
    return told


def test_photos_come_by_name_and_whole():
    members = {"walk/b.JPG": PHOTO, "a.jpeg": photo(1), "walk/": b""}
    assert list(outcome(zipped(members)).items()) == [
        ("holiday.zip/a.jpeg", photo(1)),
        ("holiday.zip/walk/b.JPG", PHOTO),
    ]


def test_what_is_no_photo_or_hidden_is_passed_over():
    hidden = {"__MACOSX/._rex.jpg": b"x", ".thumbnails/rex.jpg": b"x", "._rex.jpg": b"x", "notes.txt": b"x"}
    assert list(outcome(zipped(hidden | {"rex.jpg": PHOTO}))) == ["holiday.zip/rex.jpg"]


@pytest.mark.parametrize("members", [{}, {"notes.txt": b"x"}])
def test_an_archive_without_photos_says_so(members):
    assert "holds no photos" in reason(zipped(members), "holiday.zip")


def test_an_empty_file_is_told_from_a_damaged_one():
    assert "is empty" in reason(b"", "holiday.zip")
    for damaged in (b"no zip at all", zipped({"rex.jpg": PHOTO})[:-30], PHOTO):
        assert "damaged or incomplete" in reason(damaged, "holiday.zip")


@pytest.mark.parametrize("place", [20, 40, 2000])
def test_a_damaged_member_does_not_stop_the_others(place):
    archive = bytearray(zipped({"a.jpg": PHOTO, "b.jpg": PHOTO}))
    archive[place : place + 40] = bytes(40)
    found = outcome(bytes(archive))
    assert "damaged" in str(found["holiday.zip/a.jpg"])
    assert found["holiday.zip/b.jpg"] == PHOTO


@pytest.mark.parametrize("name", ["../rex.jpg", "/rex.jpg", "a/../../rex.jpg", "C:\\rex.jpg", "..\\rex.jpg"])
def test_names_that_lead_out_of_the_archive_are_refused(name):
    [(found, told)] = outcome(zipped({name: PHOTO})).items()
    assert found.startswith("holiday.zip/")
    assert "leads out of the archive" in str(told)


def test_archives_links_passwords_and_odd_methods_are_said_to_be_so():
    assert "archive within an archive" in reason(zipped({"a.zip": zipped({"b.jpg": PHOTO})}), "holiday.zip/a.zip")
    assert "link" in reason(zipped_link("rex.jpg", "/etc/passwd"))
    assert "password" in reason(with_flags(zipped({"rex.jpg": PHOTO}), 1))
    for method in (ZIP_BZIP2, ZIP_LZMA):
        assert "method" in reason(zipped({"rex.jpg": PHOTO}, method))


def test_a_bomb_costs_no_memory_whatever_it_says_of_its_size():
    bomb = zipped({"rex.jpg": bytes(200_000_000)})
    tracemalloc.start()
    assert "200.0 MB; 30 MB are read" in reason(bomb)
    assert "times its packed size" in reason(claiming(bomb, 25_000_000))
    assert "damaged" in reason(claiming(bomb, 10_000_000))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 30_000_000


def test_one_file_too_large_counts_for_nothing_beyond_itself(monkeypatch):
    monkeypatch.setattr(limits, "MAX_PHOTO_BYTES", len(PHOTO))
    monkeypatch.setattr(limits, "MAX_TOTAL_BYTES", len(PHOTO))
    found = outcome(zipped({"a.jpg": PHOTO * 2, "b.jpg": PHOTO}))
    assert found["holiday.zip/b.jpg"] == PHOTO


def test_more_photos_than_allowed_are_left_out_with_a_word():
    found = outcome(zipped({f"{number:04}.jpg": b"x" for number in range(limits.MAX_PHOTOS + 20)}))
    assert len(found) == limits.MAX_PHOTOS + 1
    assert list(found)[-1] == "holiday.zip"
    assert "up to 1,000 photos" in str(found["holiday.zip"])


def test_photos_beyond_the_total_are_left_out_with_a_word(monkeypatch):
    monkeypatch.setattr(limits, "MAX_TOTAL_BYTES", 2 * len(PHOTO))
    found = outcome(zipped({"a.jpg": PHOTO, "b.jpg": PHOTO, "c.jpg": PHOTO}))
    assert list(found) == ["holiday.zip/a.jpg", "holiday.zip/b.jpg", "holiday.zip"]
    assert "left out" in str(found["holiday.zip"])


def test_an_endless_list_of_files_is_not_even_read(monkeypatch):
    monkeypatch.setattr(limits, "MAX_CONTENTS_BYTES", 5_000)
    assert "far too many files" in reason(zipped({f"{number}.jpg": b"" for number in range(200)}), "holiday.zip")


def test_names_are_shown_as_they_were_given():
    names = ["Bärbel ähm.jpg", "犬.jpg"]
    utf8 = zipped(dict.fromkeys(names, PHOTO))
    expected = {f"holiday.zip/{name}" for name in names}
    assert set(outcome(utf8)) == expected
    assert set(outcome(with_flags(utf8, 0))) == expected  # as a Mac writes it
    assert set(outcome(zipped({"walk\\rex.jpg": PHOTO}))) == {"holiday.zip/walk/rex.jpg"}


def test_two_members_of_the_same_name_both_come():
    file = io.BytesIO()
    with ZipFile(file, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("rex.jpg", PHOTO)
        archive.writestr("rex.jpg", photo(1))
    read = [found.read() for found in photos_in_archive("holiday.zip", file)]
    assert read == [PHOTO, photo(1)]

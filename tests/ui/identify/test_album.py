import base64
import io
from dataclasses import replace
from unittest.mock import Mock

import numpy as np
import pytest
from PIL import ExifTags, Image, ImageCms

from dogbreed.batch.photo_file import PhotoFile
from dogbreed.breeds import BREEDS
from dogbreed.imaging.decode import Photo, decode
from dogbreed.inference.classifier import Prediction
from dogbreed.inference.evidence import EvidenceMap
from dogbreed.inference.identify import Answer, unreadable
from dogbreed.inference.verdict import Verdict, VerdictKind
from dogbreed.ui.identify import album as album_module
from dogbreed.ui.identify.album import (
    CAPACITY,
    ICON_SIDE,
    PICTURE_BYTES,
    PICTURE_SIDE,
    PICTURES,
    SMALL_SIDE,
    THUMBNAIL_SIDE,
    Album,
)

BLUE = (30, 60, 200)
NETWORK = Mock()
NOTHING = np.zeros(0), np.zeros(0), np.zeros(0)


def add(album, name, data, truth=None):
    """Answer a file, keep it and open it."""
    entry = replace(album.answer(PhotoFile(name, lambda: data), NETWORK), truth=truth)
    album.keep(entry, album.generation, opened=True)
    return entry


@pytest.fixture
def width():
    """Of the photos, in pixels."""
    return 1600


@pytest.fixture
def computed(monkeypatch, width):
    """The files that the network was asked about; it answers each with a blue photo, empty ones are unreadable."""
    files = []

    def identify(name, data, *_):
        files.append(name)
        if not data:
            return unreadable(name, "This file is empty.")
        pixels = np.full((width * 3 // 4, width, 3), BLUE, np.uint8)
        evidence = EvidenceMap(np.zeros((10, 10, 120), np.float32), "stretch")
        prediction = Prediction((), np.zeros(120), np.zeros(120), np.zeros(2048), evidence)
        return Answer(name, Verdict(VerdictKind.UNSURE), Photo(pixels, 4000, 3000, "JPEG"), prediction)

    monkeypatch.setattr(album_module, "identify", identify)
    return files


def test_a_photo_is_kept_small_but_in_its_colours_and_shape(computed):
    entry = add(Album(), "rex.jpg", b"rex")
    assert entry.answer.photo is None
    assert len(entry.picture) + len(entry.thumbnail) < 100_000
    assert entry.pixels().shape == (PICTURE_SIDE * 3 // 4, PICTURE_SIDE, 3)
    assert entry.aspect == pytest.approx(4 / 3)
    assert np.abs(entry.pixels()[0, 0].astype(int) - BLUE).max() < 6


def drawn(size, form="JPEG", mode="RGB", **options):
    """A file with a blue picture."""
    file = io.BytesIO()
    Image.new("RGB", size, BLUE).convert(mode).save(file, form, **options)
    return file.getvalue()


def answered_with(monkeypatch, data):
    """The entry of a file that is really decoded."""
    monkeypatch.setattr(
        album_module,
        "identify",
        lambda name, data, *_: Answer(name, Verdict(VerdictKind.UNSURE), decode(data), Prediction((), *NOTHING, None)),
    )
    return add(Album(), "rex", data)


def test_a_small_upright_jpeg_is_shown_as_it_came(monkeypatch):
    data = drawn((500, 375))
    assert answered_with(monkeypatch, data).picture == data


TURNED = Image.Exif()
TURNED[ExifTags.Base.Orientation] = 6


@pytest.mark.parametrize(
    "data",
    [
        drawn((PICTURE_SIDE + 1, 375)),
        drawn((500, 375), exif=TURNED),
        drawn((500, 375), icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()),
        drawn((500, 375), mode="CMYK"),
        drawn((500, 375), "WEBP"),
        drawn((500, 375), "PNG"),
        drawn((500, 375)) + bytes(PICTURE_BYTES),
    ],
    ids=["large", "turned", "with a profile", "for print", "WebP", "PNG", "many bytes"],
)
def test_any_other_photo_is_shown_as_the_network_saw_it(monkeypatch, data):
    entry = answered_with(monkeypatch, data)
    with Image.open(io.BytesIO(entry.picture)) as picture:
        assert (picture.format, picture.mode) == ("JPEG", "RGB")
        assert not picture.getexif()
        assert max(picture.size) <= PICTURE_SIDE
    assert len(entry.picture) < PICTURE_BYTES
    seen = decode(data).pixels
    assert (entry.aspect > 1) == (seen.shape[1] > seen.shape[0])


def test_the_same_content_is_computed_once_whatever_its_name(computed):
    album = Album()
    add(album, "rex.jpg", b"rex")
    again = add(album, "copy.jpg", b"rex", BREEDS[0])
    assert computed == ["rex.jpg"]
    assert [entry.answer.file for entry in album.entries.values()] == ["rex.jpg", "copy.jpg"]
    assert again.truth == BREEDS[0]


@pytest.mark.parametrize("width", [40])
def test_the_oldest_photo_makes_room(computed):
    album = Album()
    for number in range(CAPACITY + 5):
        add(album, f"{number}.jpg", str(number).encode())
    assert len(album.entries) == CAPACITY
    assert next(iter(album.entries.values())).answer.file == "5.jpg"


def test_all_but_the_last_photos_are_kept_small_with_their_answer(computed):
    album = Album()
    for number in range(PICTURES + 2):
        add(album, f"{number}.jpg", str(number).encode())
    entries = list(album.entries.values())
    assert [entry.small for entry in entries] == [True, True] + PICTURES * [False]
    assert max(entries[0].pixels().shape) == SMALL_SIDE
    predictions = [entry.answer.prediction for entry in entries]
    assert [prediction is not None and prediction.evidence is not None for prediction in predictions] == [
        not entry.small for entry in entries
    ]


def test_a_reduced_photo_that_comes_again_is_shown_in_full(computed):
    album = Album()
    for number in range(PICTURES + 1):
        add(album, f"{number}.jpg", str(number).encode())
    again = add(album, "0.jpg", b"0")
    assert not again.small
    assert len(album.entries) == PICTURES + 1


def test_an_icon_is_a_picture_that_holds_itself(computed):
    entry = add(Album(), "rex.jpg", b"rex")
    head, data = entry.icon.split(",")
    assert head == "data:image/jpeg;base64"
    assert Image.open(io.BytesIO(base64.b64decode(data))).size == (ICON_SIDE, ICON_SIDE)


def test_an_unreadable_file_keeps_its_place(computed):
    entry = add(Album(), "empty.jpg", b"")
    assert entry.picture == entry.thumbnail == b""
    assert entry.answer.error == "This file is empty."


def test_stepping_goes_round(computed):
    album = Album()
    for name in "abc":
        add(album, name, name.encode())
    keys = list(album.entries)
    album.open(keys[2])
    album.step(1)
    assert album.opened == keys[0]
    album.step(-1)
    assert album.opened == keys[2]
    album.clear()
    assert album.opened is None
    assert not album.entries


def test_thumbnails_are_squares(computed):
    entry = add(Album(), "rex.jpg", b"rex")
    thumbnail = type(entry)(entry.digest, entry.answer, entry.thumbnail)
    assert thumbnail.pixels().shape == (THUMBNAIL_SIDE, THUMBNAIL_SIDE, 3)

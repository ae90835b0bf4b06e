from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from dogbreed.breeds import breed
from dogbreed.dataset import sources
from dogbreed.dataset.dog_ceo import dog_ceo
from dogbreed.settings import Settings, settings
from tests.dataset.collection import Collection, photo

AFGHAN = "n02088094-Afghan_hound/n02088094_1003.jpg"
AFGHAN_PATH = "hound-afghan/n02088094_1003.jpg"
COLLIE = "n02106030-collie/n02106030_1.jpg"


@pytest.fixture
def installed(collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """The settings of a machine with an empty data folder that reaches the collection."""
    monkeypatch.setenv("DOGBREED_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("DOGBREED_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("DOGBREED_DOG_CEO_IMAGES", collection.images)
    monkeypatch.setenv("DOGBREED_DOG_CEO_API", collection.api)
    settings.cache_clear()
    dog_ceo.cache_clear()
    yield settings()
    settings.cache_clear()
    dog_ceo.cache_clear()


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch) -> pd.DataFrame:
    """Two photos of a collie: the network was trained on one of them."""
    files = ["n02106030-collie/n02106030_1.jpg", "n02106030-collie/n02106030_2.jpg"]
    table = pd.DataFrame({"file": files, "wnid": "n02106030", "split": ["train", "test"]})
    monkeypatch.setattr(sources, "load_index", lambda: table)
    return table


def unpack(data_dir: Path, file: str) -> bytes:
    """Put a dataset of one photo on disk."""
    for name in ("Images", "Annotation"):
        (data_dir / name).mkdir(parents=True, exist_ok=True)
    for name in ("file_list.mat", "train_list.mat", "test_list.mat"):
        (data_dir / name).touch()
    path = data_dir / "Images" / file
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(photo("white"))
    return path.read_bytes()


def test_the_photo_on_disk_is_shown(installed):
    data = unpack(installed.data_dir, AFGHAN)
    assert sources.local_photo(AFGHAN) == data
    assert sources.photo(AFGHAN) == data
    assert sources.local_photo(COLLIE) is None


@pytest.mark.parametrize(
    "file",
    [
        "../secret.jpg",
        "n02088094-Afghan_hound/../../secret.jpg",
        "n02088094-Afghan_hound/../secret.jpg",
        "n02088094-..\\secret.jpg",
        "/etc/passwd",
        "C:\\secret.jpg",
        "n02088094-Afghan_hound",
        "n02088094-Afghan_hound/n02088094_1003.jpg\n",
        "n02088094-Afghan_hound/n02110958_1.jpg",
        "n02088094-Afghan_hound/n02088094_1003.jpg/..",
        "",
    ],
)
def test_a_link_opens_nothing_but_photos_of_the_dataset(installed, collection, file):
    unpack(installed.data_dir, AFGHAN)
    for secret in (installed.data_dir / "secret.jpg", installed.data_dir / "Images" / "secret.jpg"):
        secret.write_bytes(b"secret")
    assert sources.local_photo(file) is None
    assert sources.dog_ceo_photos([file]) == {}
    assert collection.hits == []


def test_a_photo_that_is_not_on_disk_comes_from_dog_ceo(installed, collection):
    data = collection.add(AFGHAN_PATH)
    assert sources.photo(AFGHAN) == data
    assert sources.dog_ceo_photos(["n99999999-Unicorn/n99999999_1.jpg"]) == {}


def test_a_gallery_mixes_both(installed, collection):
    here, there = unpack(installed.data_dir, COLLIE), collection.add(AFGHAN_PATH)
    absent = "n02110958-pug/n02110958_1.jpg"
    assert sources.photos([AFGHAN, absent, COLLIE]) == {AFGHAN: there, COLLIE: here}
    assert list(sources.photos([AFGHAN, COLLIE])) == [AFGHAN, COLLIE]
    assert sources.dog_ceo_photos([AFGHAN]) == {AFGHAN: there}


def test_the_pages_know_where_photos_come_from(installed, collection):
    assert sources.available() == "Dog CEO"
    unpack(installed.data_dir, AFGHAN)
    assert sources.available() == "local"


def test_the_pages_know_when_there_are_none(installed, collection):
    collection.answer = lambda request: request.send_error(500)
    assert sources.available() == "none"
    assert sources.available() == "none"
    assert len(collection.hits) == 1


def test_a_random_photo_from_disk_is_one_that_no_network_was_trained_on(installed, index):
    for file in index["file"]:
        data = unpack(installed.data_dir, file)
    shown = sources.random_photo(breed("n02106030"), np.random.default_rng(0))
    assert shown == sources.SourcedPhoto(data, index["file"][1], breed("n02106030"), "local")


def test_a_random_photo_from_dog_ceo_is_one_that_no_network_was_trained_on(installed, index, collection):
    collection.add("collie/n02106030_1.jpg")
    data = collection.add("collie/lassie.jpg")
    shown = sources.random_photo(breed("n02106030"), np.random.default_rng(0))
    assert shown is not None
    assert (shown.data, shown.file, shown.source) == (data, "n02106030-collie/lassie.jpg", "Dog CEO")
    assert shown.url == f"{collection.images}/collie/lassie.jpg"


def test_the_same_seed_shows_the_same_photo(installed, index, collection):
    for number in range(2, 20):
        collection.add(f"collie/n02106030_{number}.jpg")
    shown = [sources.random_photo(breed("n02106030"), np.random.default_rng(seed)) for seed in (7, 7, 8)]
    assert shown[0] == shown[1] != shown[2]


def stage(data_dir: Path, file: str) -> bytes:
    """Put a photo among those for a talk."""
    path = data_dir / "stage" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(photo("grey"))
    return path.read_bytes()


def test_a_photo_for_a_talk_needs_no_internet(installed, index, collection):
    collection.answer = lambda request: request.send_error(500)
    files = index["file"].tolist()
    assert not sources.drawable()
    data = stage(installed.data_dir, files[1])
    assert sources.photos(files) == {files[1]: data}
    assert sources.drawable()
    assert sources.offered(files) == [files[1]]
    shown = sources.random_photo(breed("n02106030"), np.random.default_rng(0))
    assert shown == sources.SourcedPhoto(data, files[1], breed("n02106030"), "local")


def test_the_dataset_goes_before_the_photos_for_a_talk(installed, collection):
    stage(installed.data_dir, AFGHAN)
    assert sources.photo(AFGHAN) == photo("grey")
    assert sources.photo(AFGHAN) != unpack(installed.data_dir, AFGHAN) == sources.photo(AFGHAN)


def test_all_photos_are_offered_while_a_source_has_all_or_none_is_here(installed, index, collection):
    files = index["file"].tolist()
    stage(installed.data_dir, files[1])
    collection.add("hound-afghan/n02088094_1003.jpg")
    assert sources.offered(files) == files
    assert sources.offered([AFGHAN]) == [AFGHAN]


def test_without_a_source_there_is_no_random_photo(installed, index, collection):
    assert sources.random_photo(breed("n02106030"), np.random.default_rng(0)) is None
    collection.answer = lambda request: request.send_error(500)
    assert sources.random_photo(breed("n02106030"), np.random.default_rng(0)) is None

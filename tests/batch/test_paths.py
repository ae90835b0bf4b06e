"""What people hand in as paths: one that cannot be read never stops the rest, and none is left out without a word."""

import os
import socket
import sys
import tempfile
from pathlib import Path

import pytest

from dogbreed.batch import limits
from dogbreed.batch.paths import photos_at
from dogbreed.errors import UnreadablePhotoError

LINUX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither pipes nor links for everybody")


def outcome(*given: Path) -> dict[str, bytes | str]:
    """What comes out: the bytes or the reason, by name."""
    found: dict[str, bytes | str] = {}
    for file in photos_at(given):
        try:
            found[file.name] = file.read()
        except UnreadablePhotoError as error:
            found[file.name] = str(error)
    return found


@pytest.fixture
def album(tmp_path: Path) -> Path:
    folder = tmp_path / "album"
    (folder / "more").mkdir(parents=True)
    (folder / "a.jpg").write_bytes(b"a")
    (folder / "more" / "b.jpg").write_bytes(b"b")
    return folder


def forbid(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Permissions do not bind root, as which tests may run."""
    entered = os.scandir

    def scandir(path):
        if Path(path) == folder:
            raise PermissionError(13, "Permission denied")
        return entered(path)

    monkeypatch.setattr(os, "scandir", scandir)


def test_a_path_that_no_file_can_have_does_not_stop_the_rest(album):
    bad = [
        Path("x" * 300 + ".jpg"),
        Path("x" * 300 + ".zip"),
        album / ("y" * 300),
        Path("a\0b.jpg"),
        album / "gone.jpg",
    ]
    found = outcome(*bad, album / "a.jpg")
    assert found.pop(str(album / "a.jpg")) == b"a"
    assert set(found) == set(map(str, bad))
    assert "too long" in str(found[str(bad[0])])
    assert "No file can have this name" in str(found["a\0b.jpg"])


def test_a_folder_that_may_not_be_entered_says_so_and_the_rest_is_read(album, monkeypatch):
    forbid(monkeypatch, album / "more")
    found = outcome(album)
    assert found[str(album / "a.jpg")] == b"a"
    assert "The folder cannot be opened: permission denied" in str(found[str(album / "more")])
    forbid(monkeypatch, album)
    assert "permission denied" in str(outcome(album)[str(album)])


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root to become somebody else")
def test_permissions_of_the_system_are_said_too():
    with tempfile.TemporaryDirectory() as name:
        album = Path(name)
        (album / "more").mkdir()
        (album / "a.jpg").write_bytes(b"a")
        album.chmod(0o755)
        for forbidden in (album / "more", album / "a.jpg"):
            forbidden.chmod(0)
        os.seteuid(65534)
        try:
            found = outcome(album, album / "more" / "b.jpg")
        finally:
            os.seteuid(0)
    assert set(found) == {str(album / "a.jpg"), str(album / "more"), str(album / "more" / "b.jpg")}
    assert all("cannot be opened: permission denied" in str(reason) for reason in found.values()), found


@LINUX
@pytest.mark.parametrize("ending", [".jpg", ".zip"])
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_pipes_sockets_and_devices_are_refused_at_once(album, tmp_path, monkeypatch, ending):
    monkeypatch.chdir(album)  # the path of a socket is short
    os.mkfifo(f"pipe{ending}")
    Path(f"zero{ending}").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(f"socket{ending}")
        found = outcome(album)
    for name in ("pipe", "socket", "zero"):
        assert "not a file with a photo" in str(found[str(album / f"{name}{ending}")])
    assert found[str(album / "a.jpg")] == b"a"


@LINUX
def test_links_that_lead_nowhere_or_in_a_circle_are_said(album):
    (album / "rex.jpg").symlink_to("gone.jpg")
    (album / "summer").symlink_to("/gone/summer")
    (album / "round.jpg").symlink_to("round.jpg")
    found = outcome(album)
    assert "no such file" in str(found[str(album / "rex.jpg")])
    assert "not there" in str(found[str(album / "summer")])
    assert "cannot be opened" in str(found[str(album / "round.jpg")])


@LINUX
def test_a_linked_folder_is_followed_once(album, tmp_path):
    other = tmp_path / "other"
    (other / "deep").mkdir(parents=True)
    (other / "deep" / "c.jpg").write_bytes(b"c")
    (album / "0 first").symlink_to(other)
    (album / "again").symlink_to(other / "deep")
    (album / "more" / "own").symlink_to(album / "more")
    (album / "up").symlink_to("..")
    (album / "root").symlink_to("/")
    (other / "deep" / "back").symlink_to(album)
    assert {Path(name).relative_to(album).as_posix(): data for name, data in outcome(album).items()} == {
        "0 first/deep/c.jpg": b"c",
        "a.jpg": b"a",
        "more/b.jpg": b"b",
    }


def test_hidden_folders_are_not_even_entered(album, monkeypatch):
    (album / ".thumbnails").mkdir()
    (album / ".thumbnails" / "a.jpg").write_bytes(b"small")
    forbid(monkeypatch, album / ".thumbnails")
    assert list(outcome(album)) == [str(album / "a.jpg"), str(album / "more" / "b.jpg")]


def test_a_folder_without_photos_names_the_kinds(tmp_path):
    [reason] = outcome(tmp_path).values()
    for kind in (".hif", ".mpo", ".apng", ".dib", ".jpe", ".jpg", ".zip"):
        assert kind in str(reason)


@pytest.mark.parametrize("suffix", [".jpe", ".hif", ".MPO", ".apng", ".dib"])
def test_rarer_suffixes_are_photos_in_a_folder(tmp_path, suffix):
    (tmp_path / f"rex{suffix}").write_bytes(b"photo")
    assert list(outcome(tmp_path).values()) == [b"photo"]


def test_an_endless_file_is_not_read(tmp_path):
    with (tmp_path / "a.jpg").open("wb") as file:
        file.truncate(limits.MAX_FILE_BYTES + 1)
    assert "600 MB are read at most" in str(outcome(tmp_path)[str(tmp_path / "a.jpg")])

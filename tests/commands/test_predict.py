import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dogbreed.cli import app
from dogbreed.commands import predict
from dogbreed.dataset.samples import SAMPLES
from tests.batch.zips import zipped

SHEPHERD = next(sample for sample in SAMPLES if sample.wnid == "n02106662").file


@pytest.fixture
def folder(tmp_path):
    """A folder with two photos, one in a folder of its own, a photo that is none, and a text."""
    (tmp_path / "more").mkdir()
    shutil.copy(SHEPHERD, tmp_path / "b.webp")
    shutil.copy(SHEPHERD, tmp_path / "more" / "c.WEBP")
    (tmp_path / "a.jpg").write_text("not a photo")
    (tmp_path / "readme.txt").write_text("no photo either")
    return tmp_path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["predict", *map(str, arguments)])


def test_a_photo_is_answered_in_a_sentence():
    result = run(SHEPHERD)
    assert result.exit_code == 0
    assert "Very likely a German shepherd (German shepherd 9" in result.stdout


def test_a_cat_is_answered_without_breeds():
    result = run(next(sample for sample in SAMPLES if not sample.wnid).file)
    assert result.exit_code == 0
    assert "No dog found" in result.stdout
    assert "%" not in result.stdout


def test_one_bad_file_does_not_stop_the_rest_and_shows_in_the_exit_status(folder):
    result = run(folder, "--json")
    records = json.loads(result.stdout)
    assert result.exit_code == 1
    assert [record["file"].removeprefix(str(folder)) for record in records] == ["/a.jpg", "/b.webp", "/more/c.WEBP"]
    assert [record["verdict"] for record in records] == ["unreadable", "breed", "breed"]


def test_without_json_the_reason_goes_to_stderr(folder):
    result = run(folder / "a.jpg", folder / "b.webp")
    assert result.exit_code == 1
    assert "a.jpg" in result.stderr
    assert "a.jpg" not in result.stdout
    assert "b.webp: Very likely" in result.stdout


def test_a_path_that_does_not_exist_is_an_answer_too(tmp_path):
    result = run(tmp_path / "gone.jpg", "--json")
    [record] = json.loads(result.stdout)
    assert result.exit_code == 1
    assert "There is no such file" in record["error"]


def test_a_folder_without_photos_says_so(tmp_path):
    result = run(tmp_path, "--json")
    assert result.exit_code == 1
    assert "holds no photos" in json.loads(result.stdout)[0]["error"]


def test_a_zip_archive_is_answered_photo_by_photo(tmp_path):
    archive = tmp_path / "holiday.zip"
    inner = zipped({"rex.webp": SHEPHERD.read_bytes()})
    archive.write_bytes(zipped({"b.webp": SHEPHERD.read_bytes(), "a.jpg": b"not a photo", "inner.zip": inner}))
    result = run(archive, "--json")
    records = json.loads(result.stdout)
    assert result.exit_code == 1
    assert [record["file"].removeprefix(f"{tmp_path}/") for record in records] == [
        "holiday.zip/a.jpg",
        "holiday.zip/b.webp",
        "holiday.zip/inner.zip",
    ]
    assert [record["verdict"] for record in records] == ["unreadable", "breed", "unreadable"]
    assert "archive within an archive" in records[2]["error"]


def test_archives_in_a_folder_are_answered_and_hidden_files_are_not(folder):
    (folder / "d.ZIP").write_bytes(zipped({"rex.webp": SHEPHERD.read_bytes()}))
    (folder / "._b.webp").write_bytes(b"what a Mac keeps beside each photo on a stick")
    result = run(folder, "--json")
    names = [record["file"].removeprefix(str(folder)) for record in json.loads(result.stdout)]
    assert names == ["/a.jpg", "/b.webp", "/d.ZIP/rex.webp", "/more/c.WEBP"]


def test_the_help_states_the_limits_of_archives():
    words = " ".join(run("--help").stdout.replace("│", " ").split())
    for limit in ("up to 1,000 photos", "30 MB", "4 GB", "100 times", "within the archive is not opened"):
        assert limit in words


def test_csv_is_a_row_a_photo(folder):
    result = run(folder, "--csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert result.exit_code == 1
    assert [row["verdict"] for row in rows] == ["unreadable", "breed", "breed"]
    assert rows[1]["top_1_breed"] == rows[1]["breed"] == "German shepherd"


def test_csv_and_json_at_once_are_refused(folder):
    result = run(folder, "--csv", "--json")
    assert result.exit_code == 2
    assert "Choose one" in result.stderr


def test_long_work_says_on_stderr_how_far_it_is(folder, monkeypatch):
    monkeypatch.setattr(predict, "PROGRESS_INTERVAL", 0)
    result = run(folder, "--json")
    assert [line for line in result.stderr.splitlines() if line.endswith("photos")] == [
        "1 of 3 photos",
        "2 of 3 photos",
        "3 of 3 photos",
    ]
    assert len(json.loads(result.stdout)) == 3


LINUX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals and file names")


@LINUX
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("form", ["--json", "--csv"])
def test_stopped_by_a_signal_what_was_printed_is_whole(tmp_path, form, number, status):
    for place in range(500):
        (tmp_path / f"{place:03}.webp").symlink_to(SHEPHERD)
    command = [sys.executable, "-m", "dogbreed", "predict", str(tmp_path), form]
    working = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert working.stdout
    assert working.stderr
    printed = working.stdout.readline() + working.stdout.readline()
    working.send_signal(number)
    printed += working.stdout.read()
    told = working.stderr.read()
    assert working.wait(60) == status
    rows = json.loads(printed) if form == "--json" else list(csv.DictReader(io.StringIO(printed)))
    assert 1 <= len(rows) < 500
    assert all(row["verdict"] == "breed" for row in rows)
    assert f"Stopped after {len(rows)} of 500 photos" in told


@pytest.mark.parametrize(
    ("share", "written"), [(1.0, "100.0%"), (0.9996, ">99.9%"), (0.9994, "99.9%"), (0.0004, "<0.1%"), (0.0, "0.0%")]
)
def test_nearly_certain_never_reads_as_certain(share, written):
    assert predict._percent(share) == written


def test_an_unknown_network_is_a_sentence_and_no_traceback():
    done = subprocess.run(
        [sys.executable, "-m", "dogbreed", "predict", str(SHEPHERD), "--model", "resnet"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("There is no network called “resnet”")
    assert "Traceback" not in done.stderr


def test_a_bad_path_never_stops_the_rest(folder, monkeypatch):
    bad = ["x" * 300 + ".jpg", "a\0b.jpg", folder / ("y" * 300), folder / "gone.zip"]
    result = run(*bad, folder / "b.webp", "--json")
    assert result.exit_code == 1
    assert [record["verdict"] for record in json.loads(result.stdout)] == [*["unreadable"] * len(bad), "breed"]


@LINUX
def test_a_pipe_is_not_waited_for(folder):
    os.mkfifo(folder / "pipe.jpg")
    result = run(folder / "pipe.jpg", folder / "b.webp", "--json")
    assert [record["verdict"] for record in json.loads(result.stdout)] == ["unreadable", "breed"]


@LINUX
def test_linked_folders_are_answered_and_what_is_left_out_shows_in_the_exit_status(tmp_path, folder):
    album = tmp_path / "album"
    album.mkdir()
    (album / "summer").symlink_to(folder / "more")
    assert run(album).exit_code == 0
    (album / "winter").symlink_to("/gone/winter")
    result = run(album)
    assert result.exit_code == 1
    assert "album/winter: This link leads to a folder or file that is not there" in result.stderr
    assert "album/summer/c.WEBP: Very likely" in result.stdout


def test_the_file_of_the_json_is_the_path_itself(tmp_path):
    names = ["Screenshot 9.41\u202fPM.webp", "犬\u3000👩\u200d🦰.webp"]
    if sys.platform != "win32":
        names += ["a\x1b[2J\u202eb.webp", os.fsdecode(b"caf\xe9.webp")]
    for name in names:
        shutil.copy(SHEPHERD, tmp_path / name)
    result = run(tmp_path, "--json")
    assert result.exit_code == 0
    files = [record["file"] for record in json.loads(result.stdout_bytes.decode("utf-8"))]
    assert sorted(files) == sorted(str(tmp_path / name) for name in names)
    assert all(Path(file).is_file() for file in files)


@LINUX
def test_no_name_commands_the_terminal(tmp_path):
    shutil.copy(SHEPHERD, tmp_path / "a\x1b[2J\u202eb.webp")
    result = run(tmp_path)
    assert "a�[2J�b.webp: Very likely" in result.stdout
    assert "\x1b" not in result.output


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-16", "utf-8"])
@pytest.mark.parametrize("form", ["--json", "--csv", None])
def test_output_in_any_encoding_goes_on_to_the_end(tmp_path, encoding, form):
    for name in ("a 犬\u202f.webp", "b é.webp"):
        (tmp_path / name).write_bytes(b"")
    command = [sys.executable, "-m", "dogbreed", "predict", str(tmp_path), str(SHEPHERD), *([form] if form else [])]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "1"}, capture_output=True, check=False
    )
    assert done.returncode == 1, done.stderr
    assert b"Traceback" not in done.stderr
    if form == "--json":
        files = [record["file"] for record in json.loads(done.stdout.decode(encoding))]
    elif form == "--csv":
        files = [row["file"] for row in csv.DictReader(io.StringIO(done.stdout.decode("utf-8-sig")))]
    else:
        assert "Very likely a German shepherd" in done.stdout.decode(encoding)
        return
    assert files == [str(tmp_path / "a 犬\u202f.webp"), str(tmp_path / "b é.webp"), str(SHEPHERD)]


def test_csv_that_is_not_on_a_terminal_has_the_mark_that_excel_needs(folder):
    assert run(folder, "--csv").stdout_bytes.startswith(b'\xef\xbb\xbf"file",')


def test_a_models_folder_without_networks_says_where_it_was_looked_for(tmp_path):
    for place, state in ((tmp_path / "gone", "does not exist"), (tmp_path, "holds no networks")):
        done = started("predict", str(SHEPHERD), DOGBREED_MODELS_DIR=str(place))
        assert done.returncode == 2
        assert f"{place}, {state}" in done.stderr
        assert "DOGBREED_MODELS_DIR" in done.stderr
        assert "evaluate" not in done.stderr


def test_an_unknown_network_of_the_environment_names_the_variable():
    done = started("predict", str(SHEPHERD), DOGBREED_MODEL="resnet")
    assert done.returncode == 2
    assert "called “resnet”" in done.stderr
    assert "DOGBREED_MODEL" in done.stderr


def started(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dogbreed", *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )

import csv
import io
import json
import shutil
import signal
import subprocess
import sys

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


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot send Ctrl-C to one process")
@pytest.mark.parametrize("form", ["--json", "--csv"])
def test_stopped_by_ctrl_c_what_was_printed_is_whole(tmp_path, form):
    for number in range(500):
        (tmp_path / f"{number:03}.webp").symlink_to(SHEPHERD)
    command = [sys.executable, "-m", "dogbreed", "predict", str(tmp_path), form]
    working = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert working.stdout
    assert working.stderr
    printed = working.stdout.readline() + working.stdout.readline()
    working.send_signal(signal.SIGINT)
    printed += working.stdout.read()
    told = working.stderr.read()
    assert working.wait(60) == 130
    rows = json.loads(printed) if form == "--json" else list(csv.DictReader(io.StringIO(printed)))
    assert 1 <= len(rows) < 500
    assert all(row["verdict"] == "breed" for row in rows)
    assert f"Stopped after {len(rows)} of 500 photos" in told


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

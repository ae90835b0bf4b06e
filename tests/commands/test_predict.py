import json
import shutil
import subprocess
import sys

import pytest
from typer.testing import CliRunner, Result

from dogbreed.cli import app
from dogbreed.dataset.samples import SAMPLES

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

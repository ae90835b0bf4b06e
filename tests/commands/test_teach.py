import json

import pytest
from typer.testing import CliRunner, Result

from dogbreed.cli import app
from dogbreed.inference.taught import LessonError
from tests.pages.real import dog


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [*map(str, arguments)])


@pytest.fixture
def photos(tmp_path):
    folder = tmp_path / "photos"
    folder.mkdir()
    for number in (0, 120, 200, 280):
        (folder / f"{number}.jpg").write_bytes(dog(number))
    return folder


def test_a_dog_that_was_taught_is_recognised_by_predict(photos, tmp_path):
    file = tmp_path / "dogs.json"
    (photos / "text.jpg").write_text("no photo")
    taught = run("teach", "Rex", photos, "--memory", file)
    assert taught.exit_code == 0
    assert "text.jpg: left out." in taught.stderr
    assert "“Rex”: " in taught.stdout
    assert run("teach", "Rolf", photos, "--memory", file).exit_code == 0
    assert [dog["name"] for dog in json.loads(file.read_text())["dogs"]] == ["Rex", "Rolf"]

    (tmp_path / "new.jpg").write_bytes(dog(160))
    [record] = json.loads(run("predict", tmp_path / "new.jpg", "--memory", file, "--json").stdout)
    assert (record["verdict"], record["taught"], record["named"]) == ("taught", "Rex", [])
    assert "Looks like “Rex”, which you taught it" in run("predict", tmp_path / "new.jpg", "--memory", file).stdout
    [record] = json.loads(run("predict", tmp_path / "new.jpg", "--json").stdout)
    assert (record["verdict"], record["taught"]) == ("breed", None)


@pytest.mark.parametrize("content", [None, "{}"])
def test_a_file_that_is_not_there_or_damaged_gets_a_sentence(photos, tmp_path, content):
    file = tmp_path / "dogs.json"
    if content:
        file.write_text(content)
    result = run("predict", photos, "--memory", file)
    assert result.exit_code
    assert str(result.exception)


def test_a_lesson_that_fails_leaves_the_file_as_it_is(photos, tmp_path):
    file = tmp_path / "dogs.json"
    run("teach", "Rex", photos, "--memory", file)
    before = file.read_bytes()
    result = run("teach", "Beagle", photos, "--memory", file)
    assert isinstance(result.exception, LessonError)
    assert file.read_bytes() == before

"""Environment variables with values that they do not take."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dogbreed.errors import DogbreedError
from dogbreed.settings import Settings, settings


@pytest.fixture(autouse=True)
def fresh():
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.mark.parametrize("value", ["two", "0", "-1", "65", "2.5", "1e3", "٣", " "])
def test_threads_that_are_none_are_a_sentence(monkeypatch, value):
    monkeypatch.setenv("DOGBREED_THREADS", value)
    with pytest.raises(
        DogbreedError, match=f"^DOGBREED_THREADS is set to “{value}”, but takes a whole number from 1 to 64"
    ):
        settings()


def test_a_switch_is_on_or_off_in_the_usual_words_and_anything_else_is_a_sentence(monkeypatch):
    for value, expected in {"1": True, "Yes": True, "on": True, "TRUE": True, "0": False, "no": False}.items():
        settings.cache_clear()
        monkeypatch.setenv("DOGBREED_ALLOW_DOWNLOAD", value)
        assert settings().allow_download is expected
    settings.cache_clear()
    monkeypatch.setenv("DOGBREED_ALLOW_DOWNLOAD", "maybe")
    with pytest.raises(DogbreedError, match="“maybe”, but takes true or false"):
        settings()


@pytest.mark.parametrize("variable", ["DOGBREED_DATASET_URL", "DOGBREED_DOG_CEO_API", "DOGBREED_DOG_CEO_IMAGES"])
@pytest.mark.parametrize("value", ["garbage", "ftp://dog.ceo", "http://", "dog.ceo/api", "https://a b"])
def test_addresses_that_are_none_are_a_sentence(monkeypatch, variable, value):
    monkeypatch.setenv(variable, value)
    with pytest.raises(DogbreedError, match=f"^{variable} is set to .* takes an address that begins with http"):
        settings()


@pytest.mark.parametrize("folder", ["DATA", "MODELS", "WORK", "CACHE"])
def test_a_folder_that_is_a_file_or_that_cannot_be_is_a_sentence(monkeypatch, tmp_path, folder):
    file = tmp_path / "file"
    file.write_text("")
    for value in (file, file / "in a file", tmp_path / ("x" * 300)):
        settings.cache_clear()
        monkeypatch.setenv(f"DOGBREED_{folder}_DIR", str(value))
        with pytest.raises(DogbreedError, match=f"^DOGBREED_{folder}_DIR is set to .* takes a folder"):
            settings()


def test_an_empty_variable_means_its_default(monkeypatch):
    for name in Settings.model_fields:
        monkeypatch.delenv(f"DOGBREED_{name}".upper(), raising=False)
    expected = Settings()
    for name in Settings.model_fields:
        monkeypatch.setenv(f"DOGBREED_{name}".upper(), "")
    assert settings() == expected


@pytest.mark.parametrize(
    "variable", ["DOGBREED_THREADS", "DOGBREED_DOG_CEO_API", "DOGBREED_DATA_DIR", "MLFLOW_TRACKING_URI"]
)
def test_on_the_command_line_it_is_one_sentence_and_exit_status_2(variable):
    command = ["runs", "export"] if variable.startswith("MLFLOW") else ["predict", "gone.jpg"]
    done = subprocess.run(
        [sys.executable, "-m", "dogbreed", *command],
        env={**os.environ, variable: str(Path(__file__)) if variable.endswith("DIR") else "garbage"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith(f"{variable} is set to “")
    assert len(done.stderr.splitlines()) == 1

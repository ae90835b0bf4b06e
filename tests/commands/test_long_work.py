"""What the long commands say when something is missing."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["train", "xception"], "python -m dogbreed data download"),
        (["search"], "python -m dogbreed data download"),
        (["export", "cnn-study-30"], "python -m dogbreed train cnn-study-30"),
        (["export", "xception"], "python -m dogbreed train xception"),
        (["evaluate", "resnet"], "There is no network called “resnet”"),
        (["evaluate", "xception"], "python -m dogbreed data download"),
    ],
)
def test_what_is_missing_is_said_with_what_to_do(arguments, sentence, tmp_path, monkeypatch):
    monkeypatch.setenv("DOGBREED_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("DOGBREED_WORK_DIR", str(tmp_path / "build"))
    command = [sys.executable, "-m", "dogbreed", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_weights_that_are_not_there_are_noticed_before_any_work(tmp_path, monkeypatch):
    from tests.dataset.small_dataset import make_dataset

    monkeypatch.setenv("DOGBREED_DATA_DIR", str(make_dataset(tmp_path / "data")))
    command = [sys.executable, "-m", "dogbreed", "train", "xception", "--backbone-weights", str(tmp_path / "w.h5")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "There is no file" in done.stderr

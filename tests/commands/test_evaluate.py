"""`evaluate` with the options that measure something else than the test photos, on copies of the shipped networks."""

import shutil

import pandas as pd
import pytest
from typer.testing import CliRunner, Result

from dogbreed.cli import app
from dogbreed.dataset import index as photo_index
from dogbreed.dataset.files import IMAGES
from dogbreed.dataset.non_dogs import photo_name
from dogbreed.dataset.samples import SAMPLES
from dogbreed.evaluation import rejection, robustness
from dogbreed.imaging.corruption import Damage
from dogbreed.settings import PROJECT, settings
from tests.pages.real import SHEPHERD, dogs_in


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A folder with copies of the networks, and three photos of a German shepherd as the only ones of the dataset."""
    for variable, folder in (("MODELS_DIR", "models"), ("DATA_DIR", "data"), ("WORK_DIR", "build")):
        monkeypatch.setenv(f"DOGBREED_{variable}", str(tmp_path / folder))
    settings.cache_clear()
    for name in ("served", "cnn", "xception", "gate"):
        shutil.copytree(
            PROJECT / "models" / name,
            tmp_path / "models" / name,
            ignore=shutil.ignore_patterns("*.csv", "README.md", "predictions.parquet"),
        )
    files = dogs_in(tmp_path / "data" / IMAGES, 3)
    photos = pd.DataFrame({"file": files, "wnid": SHEPHERD.wnid, "split": ["test", "test", "train"]})
    monkeypatch.setattr(photo_index, "load_index", lambda: photos)
    yield tmp_path
    monkeypatch.undo()
    settings.cache_clear()


def evaluate(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["evaluate", *arguments], catch_exceptions=False)


def test_non_dogs_are_answered_and_their_rejection_is_in_the_model_card(root, monkeypatch):
    table = pd.DataFrame({"kind": ["cats"], "sha256": ["a" * 64], "path": ["cat.webp"]})
    monkeypatch.setattr(rejection, "load_non_dogs", lambda: table)
    folder = root / "data" / "non-dogs"
    folder.mkdir()
    cat = next(sample for sample in SAMPLES if not sample.wnid)
    shutil.copy(cat.file, folder / photo_name("a" * 64, "cat.webp"))
    result = evaluate("served", "--non-dogs")
    stored = pd.read_csv(root / "models" / "served" / "non_dogs.csv")
    assert stored[["kind", "verdict"]].to_numpy().tolist() == [["cats", "not_a_dog"]]
    assert "| cats | 1 | 100.0% " in (root / "models" / "served" / "README.md").read_text()
    assert "photos without dogs" in " ".join(result.stderr.split())


def test_corruptions_are_measured_on_so_many_test_photos_of_each_breed(root, monkeypatch):
    conditions = [("none", 0, Damage()), ("blur", 5, Damage(blur=6))]
    monkeypatch.setattr(robustness, "conditions", lambda: iter(conditions))
    evaluate("cnn", "--corruptions", "--photos-a-breed", "1")
    stored = pd.read_csv(root / "models" / "cnn" / "corruptions.csv")
    assert stored[["corruption", "severity", "photos"]].to_numpy().tolist() == [["none", 0, 1], ["blur", 5, 1]]
    evaluate("cnn", "--corruptions")
    assert pd.read_csv(root / "models" / "cnn" / "corruptions.csv")["photos"].tolist() == [2, 2]


def test_only_the_ensemble_can_be_asked_for_other_dogs(root):
    result = CliRunner().invoke(app, ["evaluate", "cnn", "--other-dogs", str(root)])
    assert "works for `served` only" in str(result.exception)
    assert not (root / "models" / "cnn" / "other_dogs.csv").exists()

"""`train` and `export` on a network that is its own module and one entry of the registry."""

import numpy as np
import pytest
from typer.testing import CliRunner

from dogbreed.architecture.network import read_network
from dogbreed.cli import app
from dogbreed.dataset.files import ANNOTATION, LISTS
from dogbreed.inference.bundle import load_bundle
from dogbreed.inference.classifier import Classifier
from dogbreed.networks.registry import REGISTRY
from dogbreed.settings import settings
from tests.commands.tiny_network import ENTRY, NAME


@pytest.fixture
def run(workspace, index, monkeypatch):
    """Runs a command in folders of the test's own, with the tiny network in the registry."""
    data, work = workspace.photos.parent, workspace.folder.parent
    (data / ANNOTATION).mkdir()
    for name in LISTS:
        (data / name).touch()
    monkeypatch.setenv("DOGBREED_DATA_DIR", str(data))
    monkeypatch.setenv("DOGBREED_WORK_DIR", str(work))
    monkeypatch.setattr("dogbreed.dataset.index.load_index", lambda: index)
    monkeypatch.setitem(REGISTRY, NAME, ENTRY)
    settings.cache_clear()
    return lambda *words: CliRunner().invoke(app, words)


def test_a_trained_network_is_kept_and_exported_to_a_bundle_that_answers(run):
    trained = run("train", NAME)
    assert trained.exit_code == 0, trained.output
    finished = settings().work_dir / NAME / "tiny.keras"
    assert trained.stdout.startswith(str(finished))
    assert "python -m dogbreed export tiny" in trained.stdout
    written = finished.stat().st_mtime_ns
    assert run("train", NAME).exit_code == 0
    assert finished.stat().st_mtime_ns == written

    exported = run("export", NAME)
    assert exported.exit_code == 0, exported.output
    assert f"{settings().models_dir / NAME}: temperature " in exported.stdout
    bundle = load_bundle(NAME)
    assert bundle.card.title == "Tiny network"
    assert set(bundle.card.sha256) == {"network.xml", "network.bin", "layers.json", "first_convolution.npz"}
    assert Classifier(bundle).predict(np.full((40, 60, 3), 200, np.uint8)).probabilities.shape == (2,)
    network = read_network(bundle)
    assert network.parameters == 3 * 3 * 3 * 4 + 4 + 4 * 2 + 2
    assert network.first
    assert network.first.maps(np.zeros((32, 32, 3), np.float32)).shape == (30, 30, 4)


def test_what_is_not_trained_yet_cannot_be_exported(run):
    assert "run `python -m dogbreed train tiny` first" in str(run("export", NAME).exception)


def test_the_ensemble_is_not_trained(run):
    assert "python -m dogbreed export served" in str(run("train", "served").exception)


def test_a_network_that_is_not_in_the_registry_is_refused(run):
    refused = run("train", "nothing")
    assert refused.exit_code == 2
    assert "'tiny'" in refused.output


def test_backbone_weights_have_to_be_there(run, tmp_path):
    assert "none.npz" in str(run("train", NAME, "--backbone-weights", str(tmp_path / "none.npz")).exception)

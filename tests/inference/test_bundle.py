import json
import shutil

import pytest

from dogbreed.breeds import BREEDS
from dogbreed.inference.bundle import BundleError, available, load_bundle
from dogbreed.settings import settings


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """A models folder of our own with the shipped network in it."""
    shutil.copytree(settings().models_dir / "xception", tmp_path / "xception")
    monkeypatch.setenv("DOGBREED_MODELS_DIR", str(tmp_path))
    settings.cache_clear()
    yield tmp_path / "xception"
    settings.cache_clear()


def test_the_shipped_network_is_whole_and_knows_the_120_breeds():
    card = load_bundle("xception").card
    assert card.classes == tuple(breed.wnid for breed in BREEDS)
    assert "xception" in available()


def test_a_file_that_was_changed_is_noticed(copy):
    with (copy / "network.bin").open("r+b") as file:
        file.seek(1000)
        file.write(b"x")
    with pytest.raises(BundleError, match="not the file that was exported"):
        load_bundle("xception")


def test_a_file_that_is_gone_is_noticed(copy):
    (copy / "network.bin").unlink()
    with pytest.raises(BundleError, match=r"network\.bin is missing"):
        load_bundle("xception")


@pytest.mark.parametrize("text", ["", "{}", '{"name": 3}'])
def test_a_card_that_cannot_be_read_says_how_to_make_it_again(copy, text):
    (copy / "card.json").write_text(text)
    with pytest.raises(BundleError, match="python -m dogbreed export xception"):
        load_bundle("xception")


def test_a_card_with_a_temperature_of_zero_is_refused(copy):
    card = json.loads((copy / "card.json").read_text())
    (copy / "card.json").write_text(json.dumps({**card, "temperature": 0}))
    with pytest.raises(BundleError):
        load_bundle("xception")


def test_an_unknown_network_is_answered_with_those_there_are(copy):
    with pytest.raises(BundleError, match=r"no network called “resnet”.*found: xception"):
        load_bundle("resnet")


def test_a_name_cannot_lead_out_of_the_models_folder(copy):
    with pytest.raises(BundleError):
        load_bundle("../xception")

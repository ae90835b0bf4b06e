import json
import shutil

import numpy as np
import pytest
from PIL import Image

from dogbreed.dataset.samples import SAMPLES
from dogbreed.imagenet import Kind
from dogbreed.inference.bundle import CARD_FILE, BundleError, load_bundle
from dogbreed.inference.classifier import Classifier
from dogbreed.inference.ensemble import Ensemble, load_network
from dogbreed.inference.logits import softmax
from dogbreed.inference.second_look import second_look_crop
from dogbreed.inference.verdict import VerdictKind, judge
from dogbreed.settings import settings


@pytest.fixture(scope="module")
def served() -> Ensemble:
    network = load_network("served")
    assert isinstance(network, Ensemble)
    return network


def pixels(of_a_dog: bool) -> np.ndarray:
    file = next(sample.file for sample in SAMPLES if bool(sample.wnid) == of_a_dog)
    return np.asarray(Image.open(file).convert("RGB"))


def test_both_looks_and_the_opinion_count_and_their_weights_are_on_the_card(served):
    photo, mixture = pixels(of_a_dog=True), served.bundle.card.mixture
    together = served.predict(photo)
    alone, opinion = (Classifier(load_bundle(name)).predict(photo) for name in ("xception", "gate"))
    again = served.network.predict(second_look_crop(photo, together.dog))
    expected = (
        mixture.network_weight * alone.logits
        + mixture.zoom_weight * again.logits
        + mixture.opinion_weight * opinion.logits
    )
    assert together.logits == pytest.approx(expected, abs=1e-3)
    assert together.probabilities == pytest.approx(softmax(expected), abs=1e-4)
    assert together.features == pytest.approx((alone.features + again.features) / 2, abs=1e-4)
    assert served.backbone.card.name == "xception"


def test_a_german_shepherd_is_a_dog_and_a_cat_is_a_cat(served):
    dog, cat = (served.predict(pixels(of_a_dog)) for of_a_dog in (True, False))
    assert dog.scene.canid is Kind.BREED
    assert dog.scene.dog > 0.5 > cat.scene.dog
    assert judge(dog, served.bundle.card.thresholds).sentence == "Very likely a German shepherd"
    verdict = judge(cat, served.bundle.card.thresholds)
    assert verdict.kind is VerdictKind.NOT_A_DOG
    assert verdict.seen is not None
    assert "cat" in verdict.seen.name


def test_a_network_that_is_one_is_loaded_as_one():
    assert isinstance(load_network("cnn"), Classifier)


def test_a_member_that_was_exported_again_is_noticed(tmp_path, monkeypatch):
    for name in ("served", "gate", "xception"):
        shutil.copytree(settings().models_dir / name, tmp_path / name)
    card = json.loads((tmp_path / "served" / CARD_FILE).read_text())
    card["mixture"]["sha256"]["gate"] = "0" * 64
    (tmp_path / "served" / CARD_FILE).write_text(json.dumps(card))
    monkeypatch.setenv("DOGBREED_MODELS_DIR", str(tmp_path))
    settings.cache_clear()
    with pytest.raises(BundleError, match="python -m dogbreed export served"):
        load_network("served")
    monkeypatch.undo()
    settings.cache_clear()

import keras
import numpy as np
import pytest

from dogbreed.networks.cnn import STRIDE, cnn

CLASSES = 7


@pytest.fixture(scope="module")
def network() -> keras.Model:
    return cnn(CLASSES, widths=(8, 12, 12, 16), blocks=(2, 1, 1, 1))


def photos(height: int, width: int) -> np.ndarray:
    return np.random.default_rng(0).uniform(-1, 1, (2, height, width, 3)).astype(np.float32)


@pytest.mark.parametrize(("height", "width"), [(96, 96), (160, 160), (64, 128)])
def test_it_takes_photos_of_several_sizes_and_its_evidence_averages_to_the_logits(network, height, width):
    outputs = network.predict(photos(height, width), verbose=0)
    assert {name: values.shape for name, values in outputs.items()} == {
        "logits": (2, CLASSES),
        "evidence": (2, height // STRIDE, width // STRIDE, CLASSES),
        "features": (2, 16),
    }
    assert outputs["evidence"].mean(axis=(1, 2)) == pytest.approx(outputs["logits"], abs=1e-5)


def test_a_linear_classifier_on_the_features_gives_the_same_logits(network):
    outputs = network.predict(photos(96, 96), verbose=0)
    weights, bias = network.get_layer("evidence").get_weights()
    assert outputs["features"] @ weights[0, 0] + bias == pytest.approx(outputs["logits"], abs=1e-5)

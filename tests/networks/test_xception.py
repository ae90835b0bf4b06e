import keras
import numpy as np
import pytest

from dogbreed.networks.xception import INPUT_SIZE, xception


@pytest.fixture(scope="module")
def network() -> keras.Model:
    return xception(7, None)


@pytest.fixture(scope="module")
def photos() -> np.ndarray:
    return np.random.default_rng(0).uniform(-1, 1, (2, INPUT_SIZE, INPUT_SIZE, 3)).astype(np.float32)


def test_outputs_have_the_documented_shapes(network, photos):
    outputs = network.predict(photos, verbose=0)
    shapes = {name: values.shape for name, values in outputs.items()}
    assert shapes == {"logits": (2, 7), "evidence": (2, 10, 10, 7), "features": (2, 2048)}


def test_a_linear_classifier_on_the_features_gives_the_same_logits(network, photos):
    outputs = network.predict(photos, verbose=0)
    weights, bias = network.get_layer("evidence").get_weights()
    assert outputs["features"] @ weights[0, 0] + bias == pytest.approx(outputs["logits"], abs=1e-4)


def test_it_has_the_21_million_parameters_of_the_paper_without_its_1000_classes(network):
    head = 2048 * 7 + 7
    assert network.count_params() - head == 20_861_480

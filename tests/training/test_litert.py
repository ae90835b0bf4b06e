import keras
import numpy as np
import pytest
from ai_edge_litert.interpreter import Interpreter

from dogbreed.training.litert import Precision, to_litert

PHOTOS = np.random.default_rng(0).uniform(-1, 1, (20, 32, 32, 3)).astype(np.float32)


@pytest.fixture(scope="module")
def network() -> keras.Model:
    """A small network with two outputs, large enough for its weights to be quantised."""
    keras.utils.set_random_seed(0)
    photo = keras.Input((32, 32, 3), name="photo")
    maps = keras.layers.Conv2D(64, 3, activation="relu")(photo)
    maps = keras.layers.Conv2D(64, 3, activation="relu")(maps)
    features = keras.layers.GlobalAveragePooling2D(name="features")(maps)
    return keras.Model(photo, {"logits": keras.layers.Dense(5, name="logits")(features), "features": features})


@pytest.mark.parametrize(
    ("precision", "tolerance"),
    [(Precision.FLOAT32, 1e-5), (Precision.FLOAT16, 5e-3), (Precision.DYNAMIC, 5e-2), (Precision.INT8, 1e-1)],
)
def test_an_exported_network_answers_by_name_as_the_original_does(network, precision, tolerance):
    flatbuffer = to_litert(network, precision, PHOTOS)
    runner = Interpreter(model_content=flatbuffer).get_signature_runner()
    original = network.predict(PHOTOS[:1], verbose=0)
    exported = runner(photo=PHOTOS[:1])
    assert set(exported) == {"logits", "features"}
    for name, values in exported.items():
        scale = np.abs(original[name]).max()
        assert np.abs(values - original[name]).max() <= tolerance * scale


def test_smaller_precisions_make_smaller_files(network):
    sizes = [
        len(to_litert(network, precision, PHOTOS))
        for precision in (Precision.FLOAT32, Precision.FLOAT16, Precision.DYNAMIC)
    ]
    assert sizes == sorted(sizes, reverse=True)

import keras
import numpy as np
import openvino
import pytest

from dogbreed.inference.engine import CompiledNetwork
from dogbreed.training.openvino_export import Precision, export

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
    [(Precision.FLOAT32, 1e-5), (Precision.INT8, 1e-1)],
)
def test_an_exported_network_answers_by_name_as_the_original_does(network, precision, tolerance, tmp_path):
    export(network, tmp_path / "network.xml", precision, PHOTOS)
    original = network.predict(PHOTOS[:1], verbose=0)
    answered = CompiledNetwork(tmp_path / "network.xml", 1)(PHOTOS[0])
    assert set(answered) == {"logits", "features"}
    for name, values in answered.items():
        scale = np.abs(original[name]).max()
        assert np.abs(values - original[name][0]).max() <= tolerance * scale


def test_smaller_precisions_make_smaller_files(network, tmp_path):
    sizes = []
    for precision in Precision:
        export(network, tmp_path / f"{precision}.xml", precision, PHOTOS)
        sizes.append((tmp_path / f"{precision}.bin").stat().st_size)
    assert sizes == sorted(sizes, reverse=True)


def test_weights_in_int8_leave_a_bit_unused_so_that_their_products_cannot_overflow(network, tmp_path):
    """Without VNNI two products of 8 bits are added in 16 bits: 2 x 255 x 64 fits, 2 x 255 x 127 does not."""
    export(network, tmp_path / "network.xml", Precision.INT8, PHOTOS)
    steps = openvino.Core().read_model(tmp_path / "network.xml").get_ordered_ops()
    weights = [
        step.get_data()
        for step in steps
        if step.get_type_name() == "Constant" and step.output(0).element_type == openvino.Type.i8
    ]
    assert len(weights) == 3
    assert max(int(np.abs(values.astype(int)).max()) for values in weights) <= 64

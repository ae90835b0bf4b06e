import numpy as np
import pytest

from dogbreed.imagenet import BREED_PLACES
from dogbreed.networks.efficientnet_lite import INPUT_SIZE, efficientnet_lite2


@pytest.fixture(scope="module")
def network():
    return efficientnet_lite2(None)


def test_the_breeds_are_120_of_its_1000_classes(network):
    photos = np.random.default_rng(0).uniform(-1, 1, (1, INPUT_SIZE, INPUT_SIZE, 3)).astype(np.float32)
    outputs = network.predict(photos, verbose=0)
    assert {name: values.shape for name, values in outputs.items()} == {
        "logits": (1, 120),
        "imagenet": (1, 1000),
        "features": (1, 1280),
    }
    assert outputs["logits"] == pytest.approx(outputs["imagenet"][:, BREED_PLACES])


def test_it_has_as_many_parameters_as_efficientnet_lite2_is_known_for(network):
    assert sum(int(np.prod(weight.shape)) for weight in network.trainable_weights) == pytest.approx(6.1e6, rel=0.02)


def test_weights_in_pytorch_s_order_are_put_where_they_belong(network, tmp_path):
    """Every layer that has weights gets its own; a network with them answers as the one they came from."""
    arrays: dict[str, np.ndarray] = {}
    for layer in network.layers:
        arrays |= in_pytorch(layer.name, type(layer).__name__, layer.get_weights())
    file = tmp_path / "weights.npz"
    np.savez(file, allow_pickle=False, **arrays)
    again = efficientnet_lite2(file)
    for one, other in zip(network.weights, again.weights, strict=True):
        assert np.array_equal(one, other), one.path


def in_pytorch(name, kind, weights):
    match kind:
        case "Conv2D":
            return {f"{name}.weight": weights[0].transpose(3, 2, 0, 1)}
        case "DepthwiseConv2D":
            return {f"{name}.weight": weights[0].transpose(2, 3, 0, 1)}
        case "Dense":
            return {f"{name}.weight": weights[0].T, f"{name}.bias": weights[1]}
        case "BatchNormalization":
            names = ("weight", "bias", "running_mean", "running_var")
            return {f"{name}.{part}": values for part, values in zip(names, weights, strict=True)}
    return {}

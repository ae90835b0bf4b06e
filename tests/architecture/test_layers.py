import numpy as np
import pytest

from dogbreed.architecture.first_convolution import first_convolution
from dogbreed.architecture.graph import UnreadableNetworkError, read_graph
from dogbreed.architecture.layers import CONVOLUTION, DENSE, NORMALISATION, SEPARABLE, read_layers
from dogbreed.architecture.network import HEAD
from dogbreed.training.litert import to_litert
from dogbreed.training.precision import Precision
from tests.architecture.exported import BLOCKS, CLASSES, STUDY, WIDTHS, network

NORMALISATIONS = 27_264
"""Channels that Xception normalises; each has four numbers in Keras, and one more in the file once it is folded."""


def test_every_parameter_of_xception_is_counted_once(shipped):
    keras_count = 20_861_480 + (2048 + 1) * 120
    assert shipped.parameters == keras_count - 3 * NORMALISATIONS
    assert shipped.parameters == sum(layer.parameters for layers in shipped.blocks.values() for layer in layers)
    assert sum(shipped.stored.values()) == shipped.parameters


def test_xception_has_its_36_convolutions_four_shortcuts_and_the_head(shipped):
    kinds = [layer.kind for layer in shipped.layers]
    assert kinds.count(SEPARABLE) == 34
    assert kinds.count(CONVOLUTION) == 2 + 4 + 1


def test_a_separable_convolution_is_one_layer(shipped):
    layer = next(layer for layer in shipped.layers if layer.name == "block2_sepconv1")
    assert (layer.kind, layer.kernel, layer.shape) == (SEPARABLE, (3, 3), (147, 147, 128))
    assert layer.parameters == 9 * 64 + 64 * 128 + 128
    assert layer.multiply_adds == 147 * 147 * (9 * 64 + 64 * 128)


def test_xception_takes_as_many_multiply_adds_as_others_count(shipped):
    assert shipped.multiply_adds == pytest.approx(8.4e9, rel=0.01)


def test_the_blocks_of_xception_are_those_of_keras(shipped):
    assert list(shipped.blocks) == [*(f"block{number}" for number in range(1, 15)), HEAD]


def test_the_studys_network_is_read_as_keras_built_it(read):
    built, found = network("cnn-study"), read("cnn-study")
    assert found.parameters == built.count_params()
    by_name = {layer.name: layer for layer in found.layers}
    for name in ("conv1", "pool1", "conv2", "pool2", "conv3", "pool3", "flatten", "features", "logits"):
        assert by_name[name].shape == tuple(built.get_layer(name).output.shape[1:])
    assert [layer.kind for layer in found.blocks[HEAD]] == [DENSE, DENSE]
    assert by_name["conv2"].stride == 2
    assert by_name["conv2"].activation == "ReLU"


def test_a_network_for_any_size_is_read_for_the_size_on_its_card(read):
    found = read("cnn")
    assert found.photo == (64, 64, 3)
    assert next(layer for layer in found.layers if layer.name == "evidence").shape == (8, 8, CLASSES)


def test_our_network_keeps_the_normalisations_that_cannot_be_folded(read):
    found = read("cnn")
    kept = [layer for layer in found.layers if layer.kind == NORMALISATION]
    channels = [layer.shape[-1] for layer in kept]
    assert channels == [WIDTHS[0], WIDTHS[0], WIDTHS[1]]
    assert [layer.parameters for layer in kept] == [2 * count for count in channels]
    kernels = sum(layer.kernel.shape.num_elements() for layer in network("cnn").layers if hasattr(layer, "kernel"))
    folded = 32 + sum(width * count for width, count in zip(WIDTHS, BLOCKS, strict=True))
    assert found.parameters == kernels + CLASSES + folded + 2 * sum(channels)


def test_a_network_that_computes_in_int8_has_the_same_layers(tmp_path):
    """Steps that only turn numbers into int8 and back are no layers, and a bias is a parameter as int32 too."""
    file = tmp_path / "model.tflite"
    photos = np.random.default_rng(3).random((2, *network("cnn-study").input.shape[1:]), np.float32)
    file.write_bytes(to_litert(network("cnn-study"), Precision.INT8, photos))
    graph = read_graph(file, STUDY.input_size)
    layers = read_layers(graph)
    names = ["conv1", "pool1", "conv2", "pool2", "conv3", "pool3", "flatten", "features", "logits"]
    assert [layer.name for layer in layers] == names
    assert sum(layer.parameters for layer in layers) == network("cnn-study").count_params()
    assert graph.outputs["logits"] == layers[-1].output
    assert first_convolution(graph) is not None


def test_a_file_that_is_no_network_is_refused_in_a_sentence(tmp_path):
    file = tmp_path / "model.tflite"
    file.write_bytes(b"not a network" * 100)
    with pytest.raises(UnreadableNetworkError, match="export it again"):
        read_graph(file, 64)

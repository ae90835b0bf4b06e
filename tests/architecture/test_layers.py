from collections import Counter
from pathlib import Path

import keras
import numpy as np
import openvino
import pytest

from dogbreed.architecture.layers import (
    CONVOLUTION,
    DENSE,
    NORMALISATION,
    SEPARABLE,
    LayerTableError,
    read_layer_table,
)
from dogbreed.architecture.network import HEAD, read_network
from dogbreed.inference.bundle import Bundle, load_bundle
from dogbreed.networks.cnn import cnn
from dogbreed.networks.efficientnet_lite import efficientnet_lite2
from dogbreed.networks.xception import xception
from dogbreed.training.layer_table import first_convolution, layer_table
from dogbreed.training.openvino_export import Precision, export
from tests.architecture.exported import BLOCKS, CLASSES, SIDES, STUDY, WIDTHS, network

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


@pytest.mark.parametrize(
    ("name", "build"),
    [("xception", lambda: xception(120, None)), ("cnn", lambda: cnn(120)), ("gate", lambda: efficientnet_lite2(None))],
)
def test_the_committed_table_is_that_of_the_network_in_the_code(name, build):
    keras.backend.clear_session()  # counts the names that Keras gives, "add_1", from the beginning
    bundle = load_bundle(name)
    table = layer_table(build(), bundle.card.input_size, Precision.INT8)
    assert read_layer_table(bundle.folder / "layers.json") == table


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


def test_a_network_that_computes_in_int8_has_the_same_layers():
    """Its weights are stored as int8, its biases as float16."""
    table = layer_table(network("cnn-study"), STUDY.input_size, Precision.INT8)
    names = ["conv1", "pool1", "conv2", "pool2", "conv3", "pool3", "flatten", "features", "logits"]
    assert [layer.name for layer in table.layers] == names
    assert sum(layer.parameters for layer in table.layers) == network("cnn-study").count_params()
    assert {kind for layer in table.layers for kind in layer.stored} == {"int8", "float16"}
    assert table.outputs["logits"] == table.layers[-1].name
    assert first_convolution(network("cnn-study")) is not None


@pytest.mark.parametrize("name", ["cnn", "cnn-study"])
@pytest.mark.parametrize("precision", list(Precision))
def test_numbers_are_stored_in_the_file_as_the_table_says(name, precision, tmp_path):
    """The constants of the file that are large enough not to be an axis or a shape, counted by type.

    The file keeps the scale of a normalisation that is folded only when the network is compiled. What int8 adds, the
    scales of the weights and the ranges of the values, are not trained numbers.
    """
    photos = np.random.default_rng(3).random((2, SIDES[name], SIDES[name], 3), np.float32)
    export(network(name), tmp_path / "network.xml", precision, photos, SIDES[name])
    counted = counts(tmp_path / "network.xml")
    table = layer_table(network(name), SIDES[name], precision)
    stored = Counter[str]()
    for layer in table.layers:
        stored.update(layer.stored)
    if precision is Precision.INT8:
        counted, stored = (Counter(int8=found["int8"]) for found in (counted, stored))
    elif name == "cnn":
        stored[precision] += 32 + sum(width * count for width, count in zip(WIDTHS, BLOCKS, strict=True))
    assert counted == stored


def counts(graph: Path) -> Counter[str]:
    types = {"i8": "int8", "f16": "float16", "f32": "float32"}
    found = Counter[str]()
    for step in openvino.Core().read_model(graph).get_ordered_ops():
        kind = types.get(step.output(0).element_type.get_type_name())
        if step.get_type_name() == "Constant" and kind and np.prod(step.shape) > 4:
            found[kind] += int(np.prod(step.shape))
    return found


def test_dropout_is_no_layer_and_relu_folds_only_where_nothing_else_reads_its_input():
    photo = keras.Input((8, 8, 3), name="photo")
    maps = keras.layers.Conv2D(4, 3, padding="same", name="conv")(photo)
    active = keras.layers.ReLU(name="relu")(maps)
    dropped = keras.layers.Dropout(0.5, name="dropout")(keras.layers.Add(name="sum")([maps, active]))
    logits = keras.layers.Dense(2, name="logits")(keras.layers.Flatten(name="flatten")(dropped))
    table = layer_table(keras.Model(photo, {"logits": logits}), 8, Precision.FLOAT32)
    assert [(layer.name, layer.inputs) for layer in table.layers] == [
        ("conv", ("photo",)),
        ("relu", ("conv",)),
        ("sum", ("conv", "relu")),
        ("flatten", ("sum",)),
        ("logits", ("flatten",)),
    ]
    assert table.layers[0].activation == ""


def test_a_file_that_is_no_layer_table_is_refused_in_a_sentence(tmp_path):
    file = tmp_path / "layers.json"
    file.write_bytes(b"no table" * 100)
    with pytest.raises(LayerTableError, match="Export the network again"):
        read_layer_table(file)


def test_a_bundle_without_a_layer_table_is_told_what_writes_one(read):
    bundle = read("cnn").card
    without = Bundle(bundle.model_copy(update={"sha256": {}}), load_bundle("cnn").folder)
    with pytest.raises(LayerTableError, match=r"no layer table.*dogbreed export cnn"):
        read_network(without)

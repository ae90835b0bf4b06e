"""The layer table of a bundle and its first convolution, written at export, where the Keras model is at hand."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import keras
import numpy as np

from dogbreed.architecture.first_convolution import (
    FIRST_CONVOLUTION_FILE,
    FirstConvolution,
    write_first_convolution,
)
from dogbreed.architecture.layers import (
    AVERAGE_POOLING,
    CONVOLUTION,
    DENSE,
    DEPTHWISE,
    LAYERS_FILE,
    MAX_POOLING,
    MEAN,
    NORMALISATION,
    PHOTO,
    RELU,
    SEPARABLE,
    SUM,
    Layer,
    LayerTable,
)
from dogbreed.atomic import atomic_write
from dogbreed.training.openvino_export import Precision

Operation = Any
"""A `keras.Operation`: a layer, or a function of `keras.ops` as a step of a model."""

_KINDS = {
    "Conv2D": CONVOLUTION,
    "DepthwiseConv2D": DEPTHWISE,
    "SeparableConv2D": SEPARABLE,
    "Dense": DENSE,
    "BatchNormalization": NORMALISATION,
    "Add": SUM,
    "ReLU": RELU,
    "MaxPooling2D": MAX_POOLING,
    "AveragePooling2D": AVERAGE_POOLING,
    "GlobalAveragePooling2D": MEAN,
    "Flatten": "flatten",
    "Take": "gather",
}
_WEIGHTED = (CONVOLUTION, DEPTHWISE, SEPARABLE, DENSE)
RELU6 = "ReLU6"
_ACTIVATIONS = {"linear": "", "relu": RELU, "relu6": RELU6}
_TYPES = {
    Precision.FLOAT32: ("float32", "float32", "float32"),
    Precision.INT8: ("int8", "float16", "float16"),
}
"""Types of kernels, of biases, and of the scale and bias of a normalisation that is a layer by itself."""


def write_layers(network: keras.Model, side: int, precision: Precision, folder: Path) -> list[str]:
    """Write a network's layer table and, where it begins with a convolution, that one's filters.

    Args:
        side: Of the square photo in px.
        precision: In which the network is exported.

    Returns:
        Names of the files in the folder.
    """
    table = layer_table(network, side, precision).model_dump_json(indent=1)
    atomic_write(folder / LAYERS_FILE, lambda file: file.write_text(table + "\n"))
    first = first_convolution(network)
    if first is None:
        return [LAYERS_FILE]
    atomic_write(folder / FIRST_CONVOLUTION_FILE, lambda file: write_first_convolution(first, file))
    return [LAYERS_FILE, FIRST_CONVOLUTION_FILE]


def layer_table(network: keras.Model, side: int, precision: Precision) -> LayerTable:
    """The layers that OpenVINO computes, under Keras's names.

    Args:
        network: From one photo to a dictionary of outputs; every layer is used once.
        side: Of the square photo in px, for networks that take any size.
        precision: In which the network is exported.
    """
    steps = _Steps(network)
    shapes = _shapes(network, [group[0] for group in steps.groups], side)
    layers = tuple(
        _layer(group, steps.inputs(group[0]), shape, precision)
        for group, shape in zip(steps.groups, shapes, strict=True)
    )
    return LayerTable(photo=(side, side, network.input.shape[-1]), outputs=steps.outputs, layers=layers)


def first_convolution(network: keras.Model) -> FirstConvolution | None:
    """The filters over the photo, with the batch normalisation after them; None if the network begins otherwise."""
    steps = _Steps(network)
    group = steps.groups[0]
    first = group[0]
    if _kind(first) != CONVOLUTION or steps.inputs(first) != (PHOTO,) or first.dilation_rate != (1, 1):
        return None
    weights = np.asarray(first.kernel).transpose(3, 0, 1, 2)
    bias = np.asarray(first.bias) if first.use_bias else np.zeros(len(weights), np.float32)
    for step in group[1:]:
        if _kind(step) == NORMALISATION:
            scale = np.asarray(step.gamma) / np.sqrt(np.asarray(step.moving_variance) + step.epsilon)
            weights = weights * scale[:, np.newaxis, np.newaxis, np.newaxis]
            bias = (bias - np.asarray(step.moving_mean)) * scale + np.asarray(step.beta)
    activation = _activation(group)
    ceiling = 6.0 if activation == RELU6 else math.inf
    return FirstConvolution(weights, bias, first.strides[0], first.padding == "same", bool(activation), ceiling)


class _Steps:
    """The operations of a network in groups that OpenVINO computes in one step, in the order in which they run."""

    def __init__(self, network: keras.Model) -> None:
        self._makers = {id(operation.output): operation for operation in network.operations}
        outputs = {name: self._source(id(tensor)) for name, tensor in network.output.items()}
        operations = list(self._in_order(outputs.values()))
        readers = Counter(read for operation in operations for read in self._reads(operation))
        readers.update(outputs.values())
        groups: dict[str, list[Operation]] = {}
        self._names: dict[int, str] = {}
        for operation in operations:
            reads = self._reads(operation)
            before = groups.get(self._name(reads[0]), [])
            if before and readers[reads[0]] == 1 and _folds(before, operation):
                before.append(operation)
                self._names[id(operation.output)] = before[0].name
            else:
                groups[operation.name] = [operation]
                self._names[id(operation.output)] = operation.name
        self.groups = list(groups.values())
        self.outputs = {name: self._name(tensor) for name, tensor in outputs.items()}

    def inputs(self, operation: Operation) -> tuple[str, ...]:
        """Names of the layers that an operation reads."""
        return tuple(self._name(read) for read in self._reads(operation))

    def _name(self, tensor: int) -> str:
        return self._names.get(tensor, PHOTO)

    def _reads(self, operation: Operation) -> list[int]:
        return [self._source(id(tensor)) for tensor in keras.tree.flatten(operation.input)]

    def _source(self, tensor: int) -> int:
        """The tensor itself, or what goes into the dropout that makes it: nothing is dropped after training."""
        while isinstance(self._makers[tensor], keras.layers.Dropout | keras.layers.SpatialDropout2D):
            tensor = id(self._makers[tensor].input)
        return tensor

    def _in_order(self, outputs: Iterable[int]) -> Iterator[Operation]:
        """From the photo to each output; of two branches that are added, the one with more operations first."""
        lengths: dict[int, int] = {}
        done: set[int] = set()

        def visit(tensor: int) -> Iterator[Operation]:
            operation = self._makers[tensor]
            if tensor in done or isinstance(operation, keras.layers.InputLayer):
                return
            done.add(tensor)
            for read in sorted(self._reads(operation), key=length, reverse=True):
                yield from visit(read)
            yield operation

        def length(tensor: int) -> int:
            if isinstance(self._makers[tensor], keras.layers.InputLayer):
                return 0
            if tensor not in lengths:
                lengths[tensor] = 1 + max(map(length, self._reads(self._makers[tensor])))
            return lengths[tensor]

        for output in outputs:
            yield from visit(output)


def _folds(group: list[Operation], operation: Operation) -> bool:
    """Whether OpenVINO computes an operation in the same step as those before it."""
    if _activation(group):
        return False
    if _kind(operation) == NORMALISATION:
        return len(group) == 1 and _kind(group[0]) in _WEIGHTED
    return bool(_activation([operation])) and _kind(group[0]) in {*_WEIGHTED, NORMALISATION, SUM}


def _shapes(network: keras.Model, operations: list[Operation], side: int) -> list[tuple[int, ...]]:
    """Of the outputs, without the batch."""
    probe = keras.Model(network.input, [operation.output for operation in operations])
    return [shape[1:] for shape in probe.compute_output_shape((1, side, side, network.input.shape[-1]))]


def _layer(group: list[Operation], inputs: tuple[str, ...], shape: tuple[int, ...], precision: Precision) -> Layer:
    first, kind = group[0], _kind(group[0])
    kernels = [math.prod(weight.shape) for weight in getattr(first, "weights", ()) if len(weight.shape) > 1]
    return Layer(
        name=first.name,
        kind=kind,
        kernel=_window(first, kind),
        stride=max(getattr(first, "strides", (1,))),
        activation="" if kind == RELU else _activation(group),
        inputs=inputs,
        shape=shape,
        stored=_stored(group, kernels, shape[-1], precision),
        multiply_adds=sum(kernels) * (1 if kind == DENSE else math.prod(shape[:-1])),
    )


def _kind(operation: Operation) -> str:
    name = type(operation).__name__
    if name == "Activation":
        return _activation([operation])
    return _KINDS.get(name) or re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).lower()


def _activation(group: list[Operation]) -> str:
    """Of the last operation in a group; "" for none."""
    last = group[-1]
    if isinstance(last, keras.layers.ReLU):
        return RELU6 if last.max_value == 6 else RELU
    function = getattr(last, "activation", None)
    name: str = function.__name__ if function else "linear"
    return _ACTIVATIONS.get(name, name)


def _window(operation: Operation, kind: str) -> tuple[int, int] | None:
    if kind in {CONVOLUTION, DEPTHWISE, SEPARABLE}:
        return tuple(operation.kernel_size)
    return tuple(operation.pool_size) if kind in {MAX_POOLING, AVERAGE_POOLING} else None


def _stored(group: list[Operation], kernels: list[int], channels: int, precision: Precision) -> dict[str, int]:
    """Trained numbers by type; a normalisation that is folded adds a bias, one by itself a scale and a bias."""
    counts: Counter[str] = Counter()
    kernel_type, bias_type, normalisation_type = _TYPES[precision]
    for size in kernels:
        counts[kernel_type] += size
    if _kind(group[0]) == NORMALISATION:
        counts[normalisation_type] += 2 * channels
    elif getattr(group[0], "use_bias", False) or any(_kind(step) == NORMALISATION for step in group):
        counts[bias_type] += channels
    return dict(counts)

"""The layers of a network as its makers would name them.

Exporting folds batch normalisation and ReLU into the convolution before them wherever it can, so a layer here is what
is left: a convolution's weights are those of the convolution and of the normalisation after it, multiplied. A depthwise
convolution and the 1x1 convolution after it are one separable convolution.
"""

import math
import re
from collections import Counter
from dataclasses import dataclass, replace

import numpy as np
from ai_edge_litert import schema_py_generated as schema

from dogbreed.architecture.graph import Constant, Graph, Operation

CONVOLUTION = "convolution"
DEPTHWISE = "depthwise convolution"
SEPARABLE = "separable convolution"
DENSE = "dense"
NORMALISATION = "batch normalisation"
SUM = "sum"
RELU = "ReLU"
MEAN = "mean over positions"

_KINDS = {
    "CONV_2D": CONVOLUTION,
    "DEPTHWISE_CONV_2D": DEPTHWISE,
    "FULLY_CONNECTED": DENSE,
    "MAX_POOL_2D": "max pooling",
    "AVERAGE_POOL_2D": "average pooling",
    "MEAN": MEAN,
    "RELU": RELU,
    "RESHAPE": "flatten",
    "ADD": SUM,
}
_ACTIVATIONS = {
    schema.ActivationFunctionType.RELU: "ReLU",
    schema.ActivationFunctionType.RELU6: "ReLU6",
    schema.ActivationFunctionType.TANH: "tanh",
}
_KERAS_LAYER = re.compile(r"(.+)_\d+")


@dataclass(frozen=True)
class Layer:
    """One layer.

    Attributes:
        name: Keras's, "block2_sepconv1", where the file kept it.
        kind: `CONVOLUTION`, ..., or the flatbuffer's name of the operation in small letters.
        kernel: Height and width of what it looks at, None where it looks at everything or at one position.
        stride: Positions from one output to the next.
        activation: What follows in the same step, "" for nothing.
        inputs: Numbers of the tensors that it computes from.
        output: Number of the tensor that it makes.
        shape: Of that tensor without the batch: rows, columns, channels; or values.
        stored: Type in the file, "int8", to how many trained numbers of that type it holds.
        multiply_adds: Multiplications, each with its addition, for one photo.
    """

    name: str
    kind: str
    kernel: tuple[int, int] | None
    stride: int
    activation: str
    inputs: tuple[int, ...]
    output: int
    shape: tuple[int, ...]
    stored: dict[str, int]
    multiply_adds: int

    @property
    def parameters(self) -> int:
        """Trained numbers that it holds."""
        return sum(self.stored.values())


def read_layers(graph: Graph) -> tuple[Layer, ...]:
    """The layers of a network in the order in which they run."""
    layers: list[Layer] = []
    for operation in graph.operations:
        layer = _layer(operation, graph)
        if layers and (joined := _joined(layers[-1], layer)):
            layers[-1] = joined
        else:
            layers.append(layer)
    return tuple(layers)


def _layer(operation: Operation, graph: Graph) -> Layer:
    shape = graph.shapes[operation.output][1:]
    weights = [constant for constant in operation.constants if _is_trained(constant)]
    kind = _KINDS.get(operation.kind, operation.kind.lower().replace("_", " "))
    if weights and operation.kind in {"MUL", "ADD"}:
        kind = NORMALISATION
    activation = getattr(operation.options, "fusedActivationFunction", 0)
    return Layer(
        _name(operation, graph),
        kind,
        _kernel(operation),
        int(getattr(operation.options, "strideH", 1)),
        _ACTIVATIONS.get(activation, ""),
        operation.inputs,
        operation.output,
        shape,
        _stored(weights),
        _multiply_adds(operation, shape),
    )


def _stored(weights: list[Constant]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for constant in weights:
        counts[constant.stored.dtype.name] += constant.stored.size
    return dict(counts)


def _is_trained(constant: Constant) -> bool:
    """Not the axes and shapes that an operation takes, nor the zeros that the converter adds for want of a bias."""
    trained = constant.stored.dtype != np.int32 or constant.scale.size > 0
    return trained and constant.stored.size > 1 and bool(constant.stored.any())


def _kernel(operation: Operation) -> tuple[int, int] | None:
    if operation.kind in {"CONV_2D", "DEPTHWISE_CONV_2D"} and operation.constants:
        _, height, width, _ = operation.constants[0].stored.shape
        return height, width
    if operation.kind in {"MAX_POOL_2D", "AVERAGE_POOL_2D"}:
        return operation.options.filterHeight, operation.options.filterWidth
    return None


def _multiply_adds(operation: Operation, shape: tuple[int, ...]) -> int:
    """Each position of the output takes one for every weight of its filter."""
    if not operation.constants:
        return 0
    weights = operation.constants[0].stored
    if operation.kind in {"CONV_2D", "DEPTHWISE_CONV_2D"}:
        return math.prod(shape[:2]) * weights.size
    return weights.size if operation.kind == "FULLY_CONNECTED" else 0


def _name(operation: Operation, graph: Graph) -> str:
    """Keras's name, out of a tensor name such as `xception_1/block1_conv1_1/convolution`."""
    outputs = {number: name for name, number in graph.outputs.items()}
    for path in (operation.weights_name, graph.names[operation.output].split(";")[-1]):
        found = [match[1] for part in path.split("/")[:-1] if (match := _KERAS_LAYER.fullmatch(part))]
        if found:
            return found[-1]
    return outputs.get(operation.output, graph.names[operation.output])


def _joined(first: Layer, second: Layer) -> Layer | None:
    """Two steps as the one layer that they are, None if they are two."""
    if second.inputs != (first.output,):
        return None
    separable = (
        first.kind == DEPTHWISE
        and second.kind == CONVOLUTION
        and second.kernel == (1, 1)
        and first.name == second.name
        and not first.activation
    )
    normalisation = first.kind == second.kind == NORMALISATION and not first.activation
    if not separable and not normalisation:
        return None
    return replace(
        second,
        kind=SEPARABLE if separable else NORMALISATION,
        kernel=first.kernel,
        stride=max(first.stride, second.stride),
        inputs=first.inputs,
        stored=dict(Counter(first.stored) + Counter(second.stored)),
        multiply_adds=first.multiply_adds + second.multiply_adds,
    )

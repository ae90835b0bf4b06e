"""The operations and tensors that a LiteRT flatbuffer holds, without running it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from ai_edge_litert import schema_py_generated as schema
from ai_edge_litert.interpreter import Interpreter, OpResolverType

from dogbreed.errors import DogbreedError

_KINDS = {code: name for name, code in vars(schema.BuiltinOperator).items() if name.isupper()}
_TYPES = {
    schema.TensorType.FLOAT32: np.float32,
    schema.TensorType.FLOAT16: np.float16,
    schema.TensorType.INT8: np.int8,
    schema.TensorType.UINT8: np.uint8,
    schema.TensorType.INT32: np.int32,
    schema.TensorType.INT64: np.int64,
}


class UnreadableNetworkError(DogbreedError):
    """A model file that is no flatbuffer of one photo to named outputs."""


@dataclass(frozen=True)
class Constant:
    """A tensor that is stored in the file.

    Attributes:
        stored: As in the file: int8, float16, float32 or int32, of any shape.
        scale: float32, one value or one for each entry along `axis`; empty if the values are not quantised.
        zero_point: Of the quantised values, like `scale`.
    """

    stored: np.ndarray
    scale: np.ndarray
    zero_point: np.ndarray
    axis: int

    @property
    def values(self) -> np.ndarray:
        """What the numbers stand for, float32."""
        if not self.scale.size:
            return self.stored.astype(np.float32)
        shape = [1] * self.stored.ndim
        shape[self.axis if self.scale.size > 1 else 0] = self.scale.size
        return (self.stored.astype(np.float32) - self.zero_point.reshape(shape)) * self.scale.reshape(shape)


@dataclass(frozen=True)
class Operation:
    """One step of the network.

    Attributes:
        kind: As the flatbuffer's schema calls it, "CONV_2D".
        inputs: Numbers of the tensors that it computes from.
        constants: What it reads from the file, in order: weights, then bias.
        weights_name: The tensor name of the first constant, empty if there is none.
        output: Number of its first output.
        options: The schema's, such as `strideH` and `padding`.
    """

    kind: str
    inputs: tuple[int, ...]
    constants: tuple[Constant, ...]
    weights_name: str
    output: int
    options: Any


@dataclass(frozen=True)
class Graph:
    """A network as its file has it.

    Attributes:
        operations: In the order in which they run, but for those that only change how a tensor's numbers are stored.
        shapes: Of the tensors, by number, with the batch axis.
        names: Of the tensors, by number.
        photo: Number of the input.
        outputs: Name in the signature to number of the tensor.
        file_bytes: Size of the file.
    """

    operations: tuple[Operation, ...]
    shapes: dict[int, tuple[int, ...]]
    names: dict[int, str]
    photo: int
    outputs: dict[str, int]
    file_bytes: int


def read_graph(file: Path, side: int) -> Graph:
    """Read a model file.

    Args:
        side: Of the square photo in px, for networks that take any size.

    Raises:
        UnreadableNetworkError: It is no LiteRT flatbuffer with a photo as input.
    """
    try:
        return _read(file, side)
    except Exception as error:  # whatever a damaged file makes the schema's reader raise
        raise UnreadableNetworkError(
            f"{file} cannot be read as a LiteRT network. Restore it with `git checkout -- models`, or export it again."
        ) from error


def _read(file: Path, side: int) -> Graph:
    data = file.read_bytes()
    model = schema.ModelT.InitFromPackedBuf(data, 0)
    subgraph, signature = model.subgraphs[0], model.signatureDefs[0]
    photo = int(subgraph.inputs[0])
    constants = {
        number: constant
        for number, tensor in enumerate(subgraph.tensors)
        if (constant := _constant(tensor, model.buffers[tensor.buffer].data)) is not None
    }
    names = {number: tensor.name.decode() for number, tensor in enumerate(subgraph.tensors)}
    operations = []
    same: dict[int, int] = {}
    for operator in subgraph.operators:
        code = model.operatorCodes[operator.opcodeIndex]
        kind = _KINDS[max(code.builtinCode, code.deprecatedBuiltinCode)]
        numbers = [same.get(int(number), int(number)) for number in operator.inputs if number >= 0]
        output = int(operator.outputs[0])
        if kind == "DEQUANTIZE" and numbers[0] in constants:
            constants[output], names[output] = constants[numbers[0]], names[numbers[0]]
            continue
        if kind in {"QUANTIZE", "DEQUANTIZE"}:
            same[output] = numbers[0]
            continue
        read = [number for number in numbers if number in constants]
        operations.append(
            Operation(
                kind,
                tuple(number for number in numbers if number not in constants),
                tuple(constants[number] for number in read),
                names[read[0]] if read else "",
                output,
                operator.builtinOptions,
            )
        )
    return Graph(
        tuple(operations),
        _shapes(data, subgraph, photo, side),
        names,
        photo,
        {
            output.name.decode(): same.get(int(output.tensorIndex), int(output.tensorIndex))
            for output in signature.outputs
        },
        len(data),
    )


def _constant(tensor: Any, data: np.ndarray | None) -> Constant | None:
    if data is None or not len(data) or tensor.type not in _TYPES:
        return None
    quantisation = tensor.quantization
    scale = quantisation.scale if quantisation is not None and quantisation.scale is not None else []
    zero_point = quantisation.zeroPoint if len(scale) else []
    shape = tuple(tensor.shape) if tensor.shape is not None else ()
    return Constant(
        np.frombuffer(data.tobytes(), _TYPES[tensor.type]).reshape(shape),
        np.asarray(scale, np.float32),
        np.asarray(zero_point, np.float32),
        int(quantisation.quantizedDimension) if len(scale) else 0,
    )


def _shapes(data: bytes, subgraph: Any, photo: int, side: int) -> dict[int, tuple[int, ...]]:
    """From the file; where it leaves the photo's size open, as LiteRT works them out for a photo of that side."""
    signature = subgraph.tensors[photo].shapeSignature
    if signature is None or min(signature) > 0:
        return {
            number: tuple(int(length) for length in tensor.shape) if tensor.shape is not None else ()
            for number, tensor in enumerate(subgraph.tensors)
        }
    interpreter = Interpreter(
        model_content=data, experimental_op_resolver_type=OpResolverType.BUILTIN_WITHOUT_DEFAULT_DELEGATES
    )
    interpreter.resize_tensor_input(photo, (1, side, side, 3))
    interpreter.allocate_tensors()
    return {
        details["index"]: tuple(int(length) for length in details["shape"])
        for details in interpreter.get_tensor_details()
    }

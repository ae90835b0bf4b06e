"""The convolution that sees the photo itself: its filters, and what each of them finds in a photo."""

from dataclasses import dataclass

import numpy as np
from ai_edge_litert import schema_py_generated as schema

from dogbreed.architecture.graph import Graph

COLOURS = 3


@dataclass(frozen=True)
class FirstConvolution:
    """Filters over the pixels of a photo.

    Attributes:
        weights: float32 [filters, height, width, 3].
        bias: float32 [filters].
        stride: Pixels from one position to the next.
        padded: Whether zeros around the photo let a filter reach over its edge.
        ceiling: What the activation cuts off above, None for nothing.
        rectified: Whether it turns what is below 0 into 0.
    """

    weights: np.ndarray
    bias: np.ndarray
    stride: int
    padded: bool
    rectified: bool
    ceiling: float | None

    @property
    def filters(self) -> int:
        """How many."""
        return len(self.weights)

    def maps(self, photo: np.ndarray) -> np.ndarray:
        """Where each filter finds what it looks for (activation maps).

        Args:
            photo: float32 [height, width, 3], scaled as the network takes it.

        Returns:
            float32 [rows, columns, filters].
        """
        count, height, width, _ = self.weights.shape
        if self.padded:
            photo = np.pad(photo, (self._padding(len(photo), height), self._padding(photo.shape[1], width), (0, 0)))
        windows = np.lib.stride_tricks.sliding_window_view(photo, (height, width), axis=(0, 1))
        windows = windows[:: self.stride, :: self.stride].transpose(0, 1, 3, 4, 2)
        rows, columns = windows.shape[:2]
        values = windows.reshape(rows * columns, -1) @ self.weights.reshape(count, -1).T + self.bias
        if self.rectified:
            values = np.clip(values, 0, self.ceiling)
        return values.reshape(rows, columns, count)

    def _padding(self, length: int, kernel: int) -> tuple[int, int]:
        """Zeros before and after, as TensorFlow shares them out: one more after, if they are odd."""
        missing = max((-(-length // self.stride) - 1) * self.stride + kernel - length, 0)
        return missing // 2, missing - missing // 2


def first_convolution(graph: Graph) -> FirstConvolution | None:
    """The convolution of the photo's colours, None if nothing or something else comes first."""
    first = graph.operations[0]
    if first.kind != "CONV_2D" or first.inputs != (graph.photo,) or not first.constants:
        return None
    weights = first.constants[0].values
    if weights.shape[-1] != COLOURS or first.options.dilationHFactor != 1:
        return None
    bias = first.constants[1].values if len(first.constants) > 1 else np.zeros(len(weights), np.float32)
    activation = first.options.fusedActivationFunction
    return FirstConvolution(
        weights,
        bias,
        first.options.strideH,
        first.options.padding == schema.Padding.SAME,
        activation in {schema.ActivationFunctionType.RELU, schema.ActivationFunctionType.RELU6},
        6.0 if activation == schema.ActivationFunctionType.RELU6 else None,
    )

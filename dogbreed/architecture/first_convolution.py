"""The first convolution of a network: its filters, and the activation map of each for a photo."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

FIRST_CONVOLUTION_FILE = "first_convolution.npz"


@dataclass(frozen=True)
class FirstConvolution:
    """Filters over the pixels of a photo, with a batch normalisation after them folded in.

    Attributes:
        weights: float32 [filters, height, width, 3].
        bias: float32 [filters].
        stride: Pixels from one position to the next.
        padded: Whether zeros around the photo let a filter reach over its edge.
        rectified: Whether the activation turns values below 0 into 0.
        ceiling: Largest value that a rectifying activation lets through; infinite for ReLU.
    """

    weights: np.ndarray
    bias: np.ndarray
    stride: int
    padded: bool
    rectified: bool
    ceiling: float

    @property
    def filters(self) -> int:
        """Number of filters."""
        return len(self.weights)

    def maps(self, photo: np.ndarray) -> np.ndarray:
        """The activation map of each filter.

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
        """Zeros before and after one axis, as TensorFlow pads: one more after where their number is odd."""
        missing = max((-(-length // self.stride) - 1) * self.stride + kernel - length, 0)
        return missing // 2, missing - missing // 2


def write_first_convolution(first: FirstConvolution, file: Path) -> None:
    """Store it as an `.npz`, an array for each attribute."""
    with file.open("wb") as stream:
        np.savez(stream, **vars(first))


def read_first_convolution(file: Path) -> FirstConvolution:
    """Read what `write_first_convolution` stored."""
    with np.load(file) as arrays:
        return FirstConvolution(
            arrays["weights"],
            arrays["bias"],
            int(arrays["stride"]),
            bool(arrays["padded"]),
            bool(arrays["rectified"]),
            float(arrays["ceiling"]),
        )

"""The first convolution of a network: its filters, the activation map of each for a photo, and both as pictures."""

from dataclasses import dataclass
from pathlib import Path

import cv2
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
        values: np.ndarray = windows.reshape(rows * columns, -1) @ self.weights.reshape(count, -1).T + self.bias
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


GREY = 127.5


def filter_tiles(weights: np.ndarray, side: int) -> np.ndarray:
    """Each filter as a small colour picture: grey is 0, each scaled to its own largest weight.

    Args:
        weights: float32 [filters, height, width, 3].
        side: Of a tile, px.

    Returns:
        uint8 [filters, side, side, 3] RGB, every weight a square of its own.
    """
    largest = np.abs(weights).max(axis=(1, 2, 3), keepdims=True)
    colours = np.rint(GREY + GREY * weights / np.maximum(largest, 1e-12)).astype(np.uint8)
    return np.stack([cv2.resize(tile, (side, side), interpolation=cv2.INTER_NEAREST) for tile in colours])


def map_tiles(maps: np.ndarray, side: int) -> np.ndarray:
    """Each activation map as a small picture, dark where it is lowest, bright at its own peak.

    Args:
        maps: float32 [rows, columns, filters].

    Returns:
        uint8 [filters, side, side, 3] RGB.
    """
    one_by_one = (
        cv2.resize(channel, (side, side), interpolation=cv2.INTER_AREA) for channel in np.moveaxis(maps, 2, 0)
    )
    small = np.stack(list(one_by_one), axis=2)
    lowest, highest = small.min(axis=(0, 1)), small.max(axis=(0, 1))
    scaled = np.rint(255 * (small - lowest) / np.maximum(highest - lowest, 1e-12)).astype(np.uint8)
    coloured = [
        cv2.applyColorMap(np.ascontiguousarray(scaled[:, :, place]), cv2.COLORMAP_INFERNO)
        for place in range(small.shape[2])
    ]
    return np.stack(coloured)[..., ::-1]


def grid_columns(tiles: int) -> int:
    """Columns of the grid closest to a square."""
    return int(np.ceil(np.sqrt(tiles)))


def grid(tiles: np.ndarray, gap: int) -> np.ndarray:
    """Tiles side by side, row by row, transparent between them and after the last.

    Args:
        tiles: uint8 [tiles, side, side, 3].
        gap: Around each tile, px.

    Returns:
        uint8 [height, width, 4] RGBA.
    """
    count, side = tiles.shape[:2]
    columns = grid_columns(count)
    cell = side + 2 * gap
    whole = np.zeros((-(-count // columns) * cell, columns * cell, 4), np.uint8)
    for place, tile in enumerate(tiles):
        top, left = place // columns * cell + gap, place % columns * cell + gap
        whole[top : top + side, left : left + side, :3] = tile
        whole[top : top + side, left : left + side, 3] = 255
    return whole

"""Filters and activation maps as pictures."""

import cv2
import numpy as np

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

"""The square crop around a dog's box."""

from collections.abc import Sequence
from typing import NamedTuple

MARGIN = 0.15
"""Margin on each side of the box, as a fraction of its longer side."""


class Area(NamedTuple):
    """A rectangle in a photo, px: `pixels[top:bottom, left:right]`."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Number of columns, px."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Number of rows, px."""
        return self.bottom - self.top


def square_around(box: Sequence[int], width: int, height: int, least: int) -> Area:
    """The square around the centre of a box, with a margin.

    It is moved to lie inside the photo; if the photo is narrower than the square, the area is clipped. Because of
    `least`, a small dog keeps more background instead of being enlarged.

    Args:
        box: xmin, ymin, xmax, ymax, px.
        width: Width of the photo, px.
        height: Height of the photo, px.
        least: Shortest side of the square, px: that of the network's input.
    """
    left, top, right, bottom = box
    side = max(round((1 + 2 * MARGIN) * max(right - left, bottom - top)), least)
    across, down = min(side, width), min(side, height)
    x, y = _start((left + right) / 2, across, width), _start((top + bottom) / 2, down, height)
    return Area(x, y, x + across, y + down)


def _start(middle: float, length: int, available: int) -> int:
    return min(max(round(middle - length / 2), 0), available - length)

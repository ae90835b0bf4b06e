"""A dog cut out of its photo, with some of what is around it."""

from collections.abc import Sequence
from typing import NamedTuple

MARGIN = 0.15
"""Around the box on each side, as a fraction of its longer side."""


class Area(NamedTuple):
    """A part of a photo, px: `pixels[top:bottom, left:right]`."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Columns."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Rows."""
        return self.bottom - self.top


def around(box: Sequence[int], width: int, height: int, least: int) -> Area:
    """The square about a box's middle, with a margin, as far as the photo reaches.

    It is moved to lie inside the photo, and where the photo is narrower than the square, so is the area. A small dog
    keeps more of its surroundings rather than being enlarged.

    Args:
        box: xmin, ymin, xmax, ymax, px.
        width: Of the photo, px.
        height: Of the photo, px.
        least: Side in px that the square has at least: that of the network's input.
    """
    left, top, right, bottom = box
    side = max(round((1 + 2 * MARGIN) * max(right - left, bottom - top)), least)
    across, down = min(side, width), min(side, height)
    x, y = _start((left + right) / 2, across, width), _start((top + bottom) / 2, down, height)
    return Area(x, y, x + across, y + down)


def _start(middle: float, length: int, available: int) -> int:
    return min(max(round(middle - length / 2), 0), available - length)

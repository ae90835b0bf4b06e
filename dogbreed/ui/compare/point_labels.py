"""Placement of the names of a few points among many, so that they stay legible."""

import math
from collections.abc import Sequence

import numpy as np

LETTER, LINE = 8, 18
"""Width of a letter and height of a line, px."""
DISTANCES = (12, 36, 64, 96, 132)
DIRECTIONS = 16
STEPS = 12
REACH = 5
"""Radius of a point, px."""


def label_offsets(
    points: np.ndarray, named: Sequence[int], texts: Sequence[str], size: tuple[float, float]
) -> list[tuple[int, int]]:
    """For each name, the offset from its point that covers the fewest points and no other name.

    Args:
        points: float [points, 2], px from the upper left corner of the figure.
        named: Rows of the points that have a name, in the order in which they are placed.
        texts: The names.
        size: Width and height of the figure, px.

    Returns:
        (x, y) per name, px to the right and down, of the text's anchor, see `anchor`.
    """
    ways = [
        (round(distance * math.cos(angle)), round(distance * math.sin(angle)))
        for distance in DISTANCES
        for angle in np.linspace(0, 2 * math.pi, DIRECTIONS, endpoint=False)
    ]
    # Names placed so far, and points on the lines to them: later names avoid them.
    boxes, lines = [np.empty((0, 4))], [np.empty((0, 2))]
    offsets = []
    for point, text in zip(named, texts, strict=True):
        taken, crowd = np.concatenate(boxes), np.concatenate([points, *lines])
        costs = [_cost(points[point], way, text, crowd, taken, size) for way in ways]
        best = ways[int(np.argmin(costs))]
        boxes.append(_box(points[point], best, text)[np.newaxis])
        lines.append(_line(points[point], best))
        offsets.append(best)
    return offsets


def anchor(offset: tuple[int, int]) -> str:
    """Which part of the text is at the offset: "left", "center" or "right"."""
    across, down = offset
    return "center" if abs(across) < abs(down) / 3 else "left" if across > 0 else "right"


def _box(point: np.ndarray, way: tuple[int, int], text: str) -> np.ndarray:
    """The box of a text: left, top, right, bottom, px."""
    width = LETTER * len(text)
    left = {"left": 0.0, "center": -width / 2, "right": -width}[anchor(way)]
    x, y = point[0] + way[0] + left, point[1] + way[1]
    return np.array([x, y - LINE / 2, x + width, y + LINE / 2])


def _line(point: np.ndarray, way: tuple[int, int]) -> np.ndarray:
    """Points on the way from a point to its name, float [STEPS, 2]."""
    return point + np.linspace(0.1, 1, STEPS)[:, np.newaxis] * way


def _cost(
    point: np.ndarray, way: tuple[int, int], text: str, crowd: np.ndarray, taken: np.ndarray, size: tuple[float, float]
) -> float:
    """Number of covered points; an overlap with a name, a line or the edge counts as ten, 100 px of distance as one."""
    box = _box(point, way, text)
    covered = _inside(crowd, box, REACH).sum()
    met = ((box[:2] < taken[:, 2:]) & (taken[:, :2] < box[2:])).all(axis=1).sum()
    crossed = sum(_inside(_line(point, way), other, 0).any() for other in taken)
    outside = (box < 0).any() or box[2] > size[0] or box[3] > size[1]
    return float(covered + 10 * (met + crossed + outside) + 0.01 * math.hypot(*way))


def _inside(points: np.ndarray, box: np.ndarray, reach: float) -> np.ndarray:
    """Which points lie in a box or within `reach` of it."""
    return np.all((points > box[:2] - reach) & (points < box[2:] + reach), axis=1)

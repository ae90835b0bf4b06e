"""Names of lines at their ends, none on top of another."""

from collections.abc import Sequence


def spread(values: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Positions close to the values, in the same order, at least `gap` apart.

    They lie between `low` and `high` as long as there is room for all of them, else they go on below `low`.
    """
    order = sorted(range(len(values)), key=lambda place: values[place])
    positions: dict[int, float] = {}
    floor = low
    for place in order:
        positions[place] = max(values[place], floor)
        floor = positions[place] + gap
    ceiling = high
    for place in reversed(order):
        positions[place] = min(positions[place], ceiling)
        ceiling = positions[place] - gap
    return [positions[place] for place in range(len(values))]

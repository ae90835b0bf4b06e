"""What each setting of a search does to the validation accuracy."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

import numpy as np
import pandas as pd

from dogbreed.experiments.run import Run
from dogbreed.experiments.searches import Value, result, varying

MANY = 6
"""A number with more values than this is taken in quarters."""


@dataclass(frozen=True)
class Group:
    """The runs with one value of a setting, or with one of a range.

    Attributes:
        low: The value, or the least of the range.
        high: The same value, or the greatest of the range.
        runs: Those runs, each with a result, in the order in which they started.
    """

    low: Value
    high: Value
    runs: tuple[Run, ...]

    @property
    def mean(self) -> float:
        """Of their validation accuracies."""
        return mean(result(run) or 0.0 for run in self.runs)


@dataclass(frozen=True)
class Effect:
    """A setting and what comes of its values.

    Attributes:
        setting: Its name.
        groups: In order of their values.
        explained: The share of the variance of the accuracies, 0 to 1, that the means of the groups explain beyond
            what as many groups explain by chance: epsilon squared (Kelley 1935). None: too few runs to tell.
    """

    setting: str
    groups: tuple[Group, ...]
    explained: float | None


def effects(runs: Sequence[Run]) -> list[Effect]:
    """The effect of each setting that varies among the runs with a result, the greatest first."""
    measured = sorted((run for run in runs if result(run) is not None), key=lambda run: (run.started, run.id))
    found = [_effect(measured, setting) for setting in varying(measured)]
    return sorted(found, key=lambda effect: -(effect.explained or 0))


def ordered(values: Sequence[Value]) -> list[Value]:
    """Each value once: numbers by size, then words, then that a run does not say."""
    return sorted(set(values), key=lambda value: (value is None, isinstance(value, str), value or 0))


def is_continuous(values: Sequence[Value]) -> bool:
    """Whether they are numbers, and more than `MANY`."""
    return len(set(values)) > MANY and all(isinstance(value, int | float) for value in values)


def is_logarithmic(numbers: Sequence[float]) -> bool:
    """Whether they are better told apart by their logarithm: from the least to the greatest is a factor of ten."""
    return min(numbers) > 0 and max(numbers) >= 10 * min(numbers)


def _effect(runs: list[Run], setting: str) -> Effect:
    groups = _groups(runs, setting)
    return Effect(setting, groups, _explained(groups))


def _groups(runs: list[Run], setting: str) -> tuple[Group, ...]:
    values = [run.params.get(setting) for run in runs]
    distinct = ordered(values)
    if not is_continuous(values):
        return tuple(
            Group(value, value, tuple(run for run in runs if run.params.get(setting) == value)) for value in distinct
        )
    numbers = pd.Series(values, dtype=float)
    quarters = pd.qcut(numbers, 4, labels=False, duplicates="drop")
    return tuple(
        Group(float(part.min()), float(part.max()), tuple(runs[row] for row in part.index))
        for _, part in numbers.groupby(quarters)
    )


def _explained(groups: tuple[Group, ...]) -> float | None:
    results = [np.array([result(run) for run in group.runs], float) for group in groups]
    every = np.concatenate(results)
    spare = len(every) - len(groups)
    if spare < 1:
        return None
    within = sum(float(((part - part.mean()) ** 2).sum()) for part in results) / spare
    total = float(every.var(ddof=1))
    return max(0.0, 1 - within / total) if total else 0.0

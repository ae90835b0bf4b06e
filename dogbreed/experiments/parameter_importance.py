"""Parameter importance: the share of the variance of the validation accuracy that a setting of a search explains."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

import numpy as np
import pandas as pd

from dogbreed.experiments.run import Run
from dogbreed.experiments.searches import Value, result, varying

MANY = 6
"""A numeric setting with more values than this is divided into quartiles."""


@dataclass(frozen=True)
class ValueGroup:
    """The runs with one value, or one range of values, of a setting.

    Attributes:
        low: The value, or the smallest of the range.
        high: The same value, or the largest of the range.
        runs: The finished runs with these values, in the order in which they started.
    """

    low: Value
    high: Value
    runs: tuple[Run, ...]

    @property
    def mean(self) -> float:
        """Mean validation accuracy of these runs, 0 to 1."""
        return mean(result(run) or 0.0 for run in self.runs)


@dataclass(frozen=True)
class ParameterImportance:
    """The importance of one setting.

    Attributes:
        setting: Name of the setting.
        groups: The runs by value, in order of the values.
        explained: Share of the variance of the validation accuracy, 0 to 1, that the group means explain, corrected
            for the share that as many groups explain by chance: epsilon squared (Kelley 1935). None: too few runs.
    """

    setting: str
    groups: tuple[ValueGroup, ...]
    explained: float | None


def parameter_importances(runs: Sequence[Run]) -> list[ParameterImportance]:
    """The importance of each setting that varies among the finished runs, the most important first."""
    measured = sorted((run for run in runs if result(run) is not None), key=lambda run: (run.started, run.id))
    found = [_importance(measured, setting) for setting in varying(measured)]
    return sorted(found, key=lambda importance: -(importance.explained or 0))


def ordered(values: Sequence[Value]) -> list[Value]:
    """The distinct values: numbers in ascending order, then words, then None for runs without the setting."""
    return sorted(set(values), key=lambda value: (value is None, isinstance(value, str), value or 0))


def is_continuous(values: Sequence[Value]) -> bool:
    """Whether the values are numbers, more than `MANY` different ones."""
    return len(set(values)) > MANY and all(isinstance(value, int | float) for value in values)


def is_logarithmic(numbers: Sequence[float]) -> bool:
    """Whether a logarithmic scale suits the numbers: all are positive and they span a factor of ten or more."""
    return min(numbers) > 0 and max(numbers) >= 10 * min(numbers)


def _importance(runs: list[Run], setting: str) -> ParameterImportance:
    groups = _groups(runs, setting)
    return ParameterImportance(setting, groups, _explained(groups))


def _groups(runs: list[Run], setting: str) -> tuple[ValueGroup, ...]:
    values = [run.params.get(setting) for run in runs]
    distinct = ordered(values)
    if not is_continuous(values):
        return tuple(
            ValueGroup(value, value, tuple(run for run in runs if run.params.get(setting) == value))
            for value in distinct
        )
    numbers = pd.Series(values, dtype=float)
    quarters = pd.qcut(numbers, 4, labels=False, duplicates="drop")
    return tuple(
        ValueGroup(float(part.min()), float(part.max()), tuple(runs[row] for row in part.index))
        for _, part in numbers.groupby(quarters)
    )


def _explained(groups: tuple[ValueGroup, ...]) -> float | None:
    results = [np.array([result(run) for run in group.runs], float) for group in groups]
    every = np.concatenate(results)
    spare = len(every) - len(groups)
    if spare < 1:
        return None
    within = sum(float(((part - part.mean()) ** 2).sum()) for part in results) / spare
    total = float(every.var(ddof=1))
    return max(0.0, 1 - within / total) if total else 0.0

"""Hyper-parameter searches: runs grouped by search, their results and settings."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dogbreed.experiments.comparison import split
from dogbreed.experiments.run import Run

Value = int | float | str | None
"""The value of a setting; None: the run does not have the setting."""
NUMBERING = ("trial", "round", "seed")
"""Parameters that identify a run and are not settings of the training."""


@dataclass(frozen=True)
class Search:
    """The runs of one search: configurations of a network, trained and validated on the same photos.

    Attributes:
        network: Name of the network.
        split: Name of the split.
        first: The runs of the search itself, sorted as by `ranked`.
        repeats: RepeatedConfiguration runs of its best configurations with other seeds, sorted as by `ranked`.
    """

    network: str
    split: str
    first: tuple[Run, ...]
    repeats: tuple[Run, ...]

    @property
    def name(self) -> str:
        """ "cnn-study (search, 10 breeds)"."""
        return f"{self.network} ({self.split})"

    @property
    def runs(self) -> list[Run]:
        """The runs of the search and the repeated ones, sorted as by `ranked`."""
        return ranked([*self.first, *self.repeats])


def searches(runs: Sequence[Run]) -> list[Search]:
    """Group runs by network and split, the search with the most runs first."""
    groups: dict[tuple[str, str], list[Run]] = {}
    for run in runs:
        groups.setdefault((run.network, split(run)), []).append(run)
    return [
        Search(*key, *(tuple(run for run in ranked(group) if is_repeat(run) == repeats) for repeats in (False, True)))
        for key, group in sorted(groups.items(), key=lambda item: -len(item[1]))
    ]


def is_repeat(run: Run) -> bool:
    """Whether the run repeats a configuration with another seed."""
    return run.params.get("round") == "seeds"


def result(run: Run) -> float | None:
    """The run's best validation top-1 accuracy, 0 to 1; None unless it finished and logged one."""
    if run.status != "FINISHED":
        return None
    kept = run.metrics.get("best_validation_top1", math.nan)
    values = [kept] if math.isfinite(kept) else [value for _, value in run.history.get("validation_top1", [])]
    return max((value for value in values if math.isfinite(value)), default=None)


def ranked(runs: Sequence[Run]) -> list[Run]:
    """Sort runs by result, the best first; those without a result come last, in the order in which they started."""
    return sorted(runs, key=lambda run: (result(run) is None, -(result(run) or 0), run.started, run.id))


def validation_photos(run: Run) -> int | None:
    """Number of the run's validation photos; None if it was not logged."""
    photos = run.params.get("validation_photos")
    return photos if isinstance(photos, int) else None


def varying(runs: Sequence[Run]) -> list[str]:
    """Names of the settings that differ between the runs."""
    return [name for name, values in _values(runs).items() if len(values) > 1]


def constants(runs: Sequence[Run]) -> dict[str, Value]:
    """The settings that are the same in all runs."""
    return {name: next(iter(values)) for name, values in _values(runs).items() if len(values) == 1}


def _values(runs: Sequence[Run]) -> dict[str, set[Value]]:
    names = dict.fromkeys(name for run in runs for name in run.params if name not in NUMBERING)
    return {name: {run.params.get(name) for run in runs} for name in names}

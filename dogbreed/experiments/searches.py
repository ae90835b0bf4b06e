"""The runs of a hyper-parameter search: which belong together, how each ended, which settings it tried."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dogbreed.experiments.comparison import split
from dogbreed.experiments.run import Run

Value = int | float | str | None
"""Of a setting; None: the run does not say."""
NUMBERING = ("trial", "round", "seed")
"""Parameters that tell a run from others and are no setting."""


@dataclass(frozen=True)
class Search:
    """Configurations of one network that were trained and measured on the same photos.

    Attributes:
        network: Which.
        split: Which photos.
        first: The runs of the search itself, see `ranked`.
        again: Those of its best configurations with other seeds, see `ranked`.
    """

    network: str
    split: str
    first: tuple[Run, ...]
    again: tuple[Run, ...]

    @property
    def name(self) -> str:
        """ "cnn-study (search, 10 breeds)"."""
        return f"{self.network} ({self.split})"

    @property
    def runs(self) -> list[Run]:
        """All of them, see `ranked`."""
        return ranked([*self.first, *self.again])


def searches(runs: Sequence[Run]) -> list[Search]:
    """The runs by network and photos, the search with the most runs first."""
    groups: dict[tuple[str, str], list[Run]] = {}
    for run in runs:
        groups.setdefault((run.network, split(run)), []).append(run)
    return [
        Search(*key, *(tuple(run for run in ranked(group) if is_again(run) == again) for again in (False, True)))
        for key, group in sorted(groups.items(), key=lambda item: -len(item[1]))
    ]


def is_again(run: Run) -> bool:
    """Whether it repeats a configuration with another seed."""
    return run.params.get("round") == "seeds"


def result(run: Run) -> float | None:
    """Its validation top-1 accuracy, 0 to 1, in the epoch that counts; None unless it finished and measured one."""
    if run.status != "FINISHED":
        return None
    kept = run.metrics.get("best_validation_top1", math.nan)
    values = [kept] if math.isfinite(kept) else [value for _, value in run.history.get("validation_top1", [])]
    return max((value for value in values if math.isfinite(value)), default=None)


def ranked(runs: Sequence[Run]) -> list[Run]:
    """The best first; those without a result last, in the order in which they started."""
    return sorted(runs, key=lambda run: (result(run) is None, -(result(run) or 0), run.started, run.id))


def validation_photos(run: Run) -> int | None:
    """How many photos its validation figures are measured on, if it says so."""
    photos = run.params.get("validation_photos")
    return photos if isinstance(photos, int) else None


def varying(runs: Sequence[Run]) -> list[str]:
    """The settings in which some runs differ, by name."""
    return [name for name, values in _values(runs).items() if len(values) > 1]


def constants(runs: Sequence[Run]) -> dict[str, Value]:
    """The settings that all runs share."""
    return {name: next(iter(values)) for name, values in _values(runs).items() if len(values) == 1}


def _values(runs: Sequence[Run]) -> dict[str, set[Value]]:
    names = dict.fromkeys(name for run in runs for name in run.params if name not in NUMBERING)
    return {name: {run.params.get(name) for run in runs} for name in names}

"""The best configurations of a search, run again with other seeds: how much of their lead is luck."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

from dogbreed.experiments.run import Run
from dogbreed.experiments.searches import Search, Value, result


@dataclass(frozen=True)
class Repeated:
    """A configuration and its repetitions.

    Attributes:
        trial: Its number in the search.
        single: The run of the search itself, None if the store does not have it.
        again: Its runs with other seeds that have a result, the best first; one at least.
    """

    trial: Value
    single: Run | None
    again: tuple[Run, ...]

    @property
    def single_result(self) -> float | None:
        """Validation accuracy in the search itself."""
        return result(self.single) if self.single else None

    @property
    def results(self) -> list[float]:
        """Validation accuracies of the repetitions, the best first."""
        return [value for run in self.again if (value := result(run)) is not None]

    @property
    def mean(self) -> float:
        """Of `results`."""
        return mean(self.results)

    @property
    def spread(self) -> float:
        """From the worst to the best of `results`."""
        return max(self.results) - min(self.results)


def luck(configurations: Sequence[Repeated]) -> float | None:
    """By how much the search's own runs are better on average than the repetitions, -1 to 1; None: there are none."""
    gains = [
        configuration.single_result - configuration.mean
        for configuration in configurations
        if configuration.single_result is not None
    ]
    return mean(gains) if gains else None


def repeated(search: Search) -> list[Repeated]:
    """The configurations that were run again, the best mean first."""
    singles = {run.params.get("trial"): run for run in search.first}
    again: dict[Value, list[Run]] = {}
    for run in search.again:
        if result(run) is not None:
            again.setdefault(run.params.get("trial"), []).append(run)
    found = [Repeated(trial, singles.get(trial), tuple(runs)) for trial, runs in again.items()]
    return sorted(found, key=lambda configuration: -configuration.mean)

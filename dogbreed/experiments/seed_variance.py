"""Seed variance: the best configurations of a search, repeated with other seeds.

The best of many single runs is partly the best by chance, so its repetitions show its accuracy without this bias.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

from dogbreed.errors import DogbreedError
from dogbreed.experiments.run import Run
from dogbreed.experiments.runs import load_runs
from dogbreed.experiments.searches import Search, Value, result, searches
from dogbreed.networks.registry import CNN_STUDY


@dataclass(frozen=True)
class RepeatedConfiguration:
    """A configuration and its repetitions.

    Attributes:
        trial: Number of the configuration in the search.
        single: The run of the search itself; None if the store does not have it.
        repeats: Its finished runs with other seeds, the best first; at least one.
    """

    trial: Value
    single: Run | None
    repeats: tuple[Run, ...]

    @property
    def single_result(self) -> float | None:
        """Validation accuracy in the search itself, 0 to 1."""
        return result(self.single) if self.single else None

    @property
    def results(self) -> list[float]:
        """Validation accuracies of the repetitions, 0 to 1, the best first."""
        return [value for run in self.repeats if (value := result(run)) is not None]

    @property
    def mean(self) -> float:
        """Mean of `results`."""
        return mean(self.results)

    @property
    def spread(self) -> float:
        """Range of `results`: the best minus the worst."""
        return max(self.results) - min(self.results)


def selection_optimism(configurations: Sequence[RepeatedConfiguration]) -> float | None:
    """Mean difference between the accuracy in the search and that of the repetitions, -1 to 1: the selection bias.

    Returns:
        The difference; None if no configuration has both.
    """
    gains = [
        configuration.single_result - configuration.mean
        for configuration in configurations
        if configuration.single_result is not None
    ]
    return mean(gains) if gains else None


def repeated(search: Search) -> list[RepeatedConfiguration]:
    """The configurations of a search that were repeated, the best mean first."""
    singles = {run.params.get("trial"): run for run in search.first}
    repeats: dict[Value, list[Run]] = {}
    for run in search.repeats:
        if result(run) is not None:
            repeats.setdefault(run.params.get("trial"), []).append(run)
    found = [RepeatedConfiguration(trial, singles.get(trial), tuple(runs)) for trial, runs in repeats.items()]
    return sorted(found, key=lambda configuration: -configuration.mean)


def best_configuration() -> Run:
    """A run of the configuration of `cnn-study` with the highest validation accuracy in a search.

    If configurations were repeated with other seeds, only these count, by their mean over the seeds.

    Raises:
        DogbreedError: No run of a search has finished, or the store cannot be reached or read.
    """
    for search in searches([run for run in load_runs("search") if run.network == CNN_STUDY]):
        configurations = repeated(search)
        candidates = configurations[0].repeats if configurations else search.first
        if candidates and result(candidates[0]) is not None:
            return candidates[0]
    raise DogbreedError("No search has finished yet: run `python -m dogbreed search` first.")

"""What the hyper-parameter search found, from the store of runs."""

from collections import defaultdict
from statistics import mean

from dogbreed.errors import DogbreedError
from dogbreed.tracking import Run, load_runs

TARGET = "best_validation_top1"


def best_configuration() -> Run:
    """A run of the configuration that is right most often on the search's validation photos.

    Configurations that were run with several seeds count by the mean over these, and stand before all others: the best
    of many single runs owes its place partly to luck.

    Raises:
        DogbreedError: No run of the search has finished, or the store cannot be reached or read.
    """
    runs = [run for run in load_runs("search") if run.network == "cnn-study" and TARGET in run.metrics]
    runs = [run for run in runs if run.params["round"] == "seeds"] or runs
    if not runs:
        raise DogbreedError("No search has finished yet: run `python -m dogbreed search` first.")
    trials: dict[object, list[Run]] = defaultdict(list)
    for run in runs:
        trials[run.params["trial"]].append(run)
    return max(trials.values(), key=lambda group: mean(run.metrics[TARGET] for run in group))[0]

"""What the hyper-parameter search found, from the store of runs."""

from dogbreed.errors import DogbreedError
from dogbreed.experiments import Run, load_runs
from dogbreed.experiments.searches import result, searches
from dogbreed.experiments.seed_variance import repeated
from dogbreed.networks.registry import CNN_STUDY


def best_configuration() -> Run:
    """A run of the configuration that is right most often on the search's validation photos.

    Configurations that were run with several seeds count by the mean over these, and stand before all others: the best
    of many single runs owes its place partly to luck.

    Raises:
        DogbreedError: No run of the search has finished, or the store cannot be reached or read.
    """
    for search in searches([run for run in load_runs("search") if run.network == CNN_STUDY]):
        again = repeated(search)
        candidates = again[0].again if again else search.first
        if candidates and result(candidates[0]) is not None:
            return candidates[0]
    raise DogbreedError("No search has finished yet: run `python -m dogbreed search` first.")

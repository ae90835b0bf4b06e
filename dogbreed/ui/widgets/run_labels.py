"""Short names of runs in menus and figures."""

from collections.abc import Sequence

from dogbreed.experiments import Run
from dogbreed.networks.registry import title

STATUS = {"RUNNING": "running", "FAILED": "failed", "KILLED": "stopped"}
"""Mark of a run that did not finish."""


def run_labels(runs: Sequence[Run]) -> list[str]:
    """The names of `run_names`, with a mark for runs that did not finish."""
    marks = [f" ({STATUS[run.status]})" if run.status in STATUS else "" for run in runs]
    return [name + mark for name, mark in zip(run_names(runs), marks, strict=True)]


def run_names(runs: Sequence[Run]) -> list[str]:
    """A short name per run: its network's title if that is unique, else its number in the search or its own name."""
    networks = [title(run.network) for run in runs]
    apart = len(set(networks)) == len(networks) > 1 or not any("trial" in run.params for run in runs)
    labels = networks if apart else [_of_search(run) for run in runs]
    return [run.name if labels.count(label) > 1 else label for run, label in zip(runs, labels, strict=True)]


def _of_search(run: Run) -> str:
    if "trial" not in run.params:
        return run.name
    number = f"no. {run.params['trial']}"
    return f"{number}, seed {run.params['seed']}" if run.params.get("round") == "seeds" else number

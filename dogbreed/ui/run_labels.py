"""What a run is called beside others."""

from collections.abc import Sequence

from dogbreed.tracking import Run

STATUS = {"RUNNING": "running", "FAILED": "failed", "KILLED": "stopped"}
"""How a run that did not finish is marked."""


def run_labels(runs: Sequence[Run]) -> list[str]:
    """A short label for each run: its network where that tells them apart, else its number in the search, or its name.

    A run that did not finish says so.
    """
    networks = [run.network for run in runs]
    apart = len(set(networks)) == len(networks) > 1 or not any("trial" in run.params for run in runs)
    labels = networks if apart else [_of_search(run) for run in runs]
    labels = [run.name if labels.count(label) > 1 else label for run, label in zip(runs, labels, strict=True)]
    marks = [f" ({STATUS[run.status]})" if run.status in STATUS else "" for run in runs]
    return [label + mark for label, mark in zip(labels, marks, strict=True)]


def _of_search(run: Run) -> str:
    if "trial" not in run.params:
        return run.name
    number = f"no. {run.params['trial']}"
    return f"{number}, seed {run.params['seed']}" if run.params.get("round") == "seeds" else number

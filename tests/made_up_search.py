"""A search that nobody ran: settings drawn at random, accuracies that follow from them."""

from datetime import timedelta
from typing import Any

import numpy as np

from dogbreed.experiments import Run
from tests.made_up_runs import made_up_run

CHOICES: dict[str, tuple[Any, ...]] = {
    "conv1_kernel": (3, 5, 7),
    "conv1_width": (8, 16, 32),
    "stride": (2, 3),
    "pool": (2, 3, 4),
    "dense": (64, 128),
    "dropout": (0.0, 0.25, 0.5),
    "last_activation": ("softmax", "sigmoid"),
    "augmentation_factor": (1, 2, 5, 10),
    "batch": (16, 32, 64),
}
SAME = {"classes": 10, "input_size": 224, "photos_per_class": 60, "max_epochs": 12}


def made_up_search(configurations: int = 36, again: bool = True, **same: Any) -> list[Run]:
    """A run a configuration; those whose kernels do not fit fail, about one in ten.

    The pool decides most, the batch nothing.

    Args:
        again: Whether the best five were run again with three seeds.
        same: More parameters that all runs share.
    """
    random = np.random.default_rng(7)
    params = [
        {name: values[random.integers(len(values))] for name, values in CHOICES.items()}
        | {"learning_rate": float(np.exp(random.uniform(np.log(2e-4), np.log(3e-3)))), "seed": 1, "trial": trial}
        | SAME
        | same
        for trial in range(configurations)
    ]
    runs = [_run(number, settings | {"round": "search"}, random) for number, settings in enumerate(params)]
    finished = [run for run in runs if run.status == "FINISHED"]
    best = sorted(finished, key=lambda run: -run.metrics["best_validation_top1"])[:5] if again else []
    repetitions = [run.params | {"seed": seed, "round": "seeds"} for run in best for seed in (11, 12, 13)]
    return runs + [_run(configurations + number, settings, random) for number, settings in enumerate(repetitions)]


def _run(number: int, params: dict[str, Any], random: np.random.Generator) -> Run:
    id = f"cnn-study-search-{number}"
    if (params["stride"], params["pool"]) == (3, 4):
        run = made_up_run(id, status="FAILED", **params)
        run.tags["reason"] = (
            "ImpossibleSettingsError: The pooling window of convolution 3 is 4 px wide and its input only 1 px: "
            "choose a larger input, or smaller kernels, strides or pooling windows."
        )
    else:
        run = _trained(id, params, random)
    return _later(run, number)


def _trained(id: str, params: dict[str, Any], random: np.random.Generator) -> Run:
    best = (
        0.3
        + {2: 0.05, 3: 0.0, 4: -0.06}[params["pool"]]
        + 0.01 * np.log2(params["augmentation_factor"])
        - 0.02 * abs(np.log(params["learning_rate"] / 8e-4))
        + random.normal(0, 0.012)
    )
    epochs = int(random.integers(3, 9))
    learned = 1 - 0.5 ** np.arange(1, epochs + 1)
    learned = learned / learned[-1]
    history = {
        "validation_top1": 0.1 + (best - 0.1) * learned,
        "validation_cross_entropy": 2.3 - 0.9 * (best - 0.1) / 0.3 * learned,
        "train_top1": 0.1 + (best - 0.05) * learned,
        "train_loss": 2.3 - 1.1 * (best - 0.1) / 0.3 * learned,
    }
    run = made_up_run(id, {name: [round(float(v), 4) for v in values] for name, values in history.items()}, **params)
    run.history["best_validation_top1"] = [(epochs, run.history["validation_top1"][-1][1])]
    run.history["parameters"] = [(epochs, 1000.0 * params["dense"] * params["conv1_width"])]
    return run


def _later(run: Run, number: int) -> Run:
    """One begins after the other."""
    moved = timedelta(minutes=10 * number)
    return Run(**vars(run) | {"started": run.started + moved, "ended": run.ended + moved if run.ended else None})

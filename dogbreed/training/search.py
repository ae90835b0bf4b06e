"""The hyper-parameter search over the settings of the study's CNN, with Optuna (Akiba et al. 2019).

The search uses ten breeds, every twelfth by WordNet id; of the 100 training photos of each, 40 are held out for
validation. All configurations have the same breeds, validation photos and training budget. The best five are repeated
with three seeds, to measure the seed variance.

The study is stored in an SQLite file in the work folder, so that a search can be resumed and shared by several
processes. Every configuration is a run in the tracking store; those that cannot be built or diverge are failed runs.
"""

import tempfile
import time
import warnings
from dataclasses import asdict, replace
from pathlib import Path
from typing import get_args

import optuna
import pandas as pd
from optuna.storages import RDBStorage, RetryHeartbeatStaleTrialCallback
from optuna.trial import TrialState

from dogbreed.experiments import start_run
from dogbreed.lock import held
from dogbreed.networks.cnn_study import ImpossibleSettingsError, LastActivation, StudySettings
from dogbreed.networks.registry import CNN_STUDY
from dogbreed.training.callbacks import DivergedError
from dogbreed.training.cnn_study import Photos, TrainingSettings, fit, photos_in_memory
from dogbreed.training.dtype_policy import fastest_dtype_policy
from dogbreed.training.recipes import Workspace
from dogbreed.training.validation_split import every, training_photos

BREEDS = every(12)
HELD_OUT = 40
BUDGET = TrainingSettings(photos_per_class=60, epoch=600, max_epochs=20, patience=5)
SEEDS = (11, 12, 13)
FINALISTS = 5
BUSY = "Another process has held the lock of the search for half an hour: stop it, and try again."
LONGEST_WAIT = 1800
HEARTBEAT, GRACE = 20, 600
"""Seconds between heartbeats of a process, and seconds without one after which its trial is taken over by another."""


def search(workspace: Workspace, index: pd.DataFrame, configurations: int) -> None:
    """Run configurations until this many have finished, then repeat the best ones with other seeds.

    Args:
        workspace: The workspace of the search.
        index: The table of `dogbreed.dataset.index`.
        configurations: Number of configurations that have to finish.

    Raises:
        DogbreedError: The store of runs cannot be reached or written.
    """
    workspace.folder.mkdir(parents=True, exist_ok=True)
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    warnings.simplefilter("ignore", optuna.exceptions.ExperimentalWarning)
    lock = workspace.folder / "search.lock"
    with held(lock, BUSY, LONGEST_WAIT):
        first, repeats = (_study(workspace.folder / "search.db", name) for name in ("search", "seeds"))
    photos = training_photos(index[index["wnid"].isin(BREEDS)], HELD_OUT)
    learned, held_out = photos_in_memory(workspace, index, photos, BREEDS)

    def objective(trial: optuna.Trial) -> float:
        settings, training = suggest(trial)
        try:
            return _run(trial, settings, training, _first_photos(learned, training.photos_per_class), held_out)
        except (ImpossibleSettingsError, DivergedError) as failure:
            # The sampler ignores failed trials and would propose the same settings again; it learns from pruned ones.
            raise optuna.TrialPruned from failure

    finished = optuna.study.MaxTrialsCallback(configurations, (TrialState.COMPLETE,))
    if len(first.get_trials(states=(TrialState.COMPLETE,))) < configurations:
        first.optimize(objective, callbacks=[finished])
    with held(lock, BUSY, LONGEST_WAIT):
        _enqueue_finalists(first, repeats)
    while repeats.get_trials(states=(TrialState.WAITING,)):
        repeats.optimize(objective, n_trials=1)


def suggest(trial: optuna.Trial) -> tuple[StudySettings, TrainingSettings]:
    """Sample the settings of a configuration."""
    settings = StudySettings(
        classes=len(BREEDS),
        conv1_kernel=trial.suggest_categorical("conv1_kernel", (3, 5, 7)),
        conv1_width=trial.suggest_categorical("conv1_width", (8, 16, 32)),
        conv2_width=trial.suggest_categorical("conv2_width", (64, 128)),
        conv3_width=trial.suggest_categorical("conv3_width", (128, 256)),
        stride=trial.suggest_categorical("stride", (2, 3)),
        pool=trial.suggest_categorical("pool", (2, 3)),
        dense=trial.suggest_categorical("dense", (64, 128)),
        dropout=trial.suggest_categorical("dropout", (0.0, 0.25, 0.5)),
        last_activation=trial.suggest_categorical("last_activation", get_args(LastActivation)),
    )
    training = replace(
        BUDGET,
        photos_per_class=trial.suggest_categorical("photos_per_class", (30, 60)),
        augmentation_factor=trial.suggest_categorical("augmentation_factor", (1, 2, 5, 10)),
        batch=trial.suggest_categorical("batch", (16, 32, 64)),
        learning_rate=trial.suggest_float("learning_rate", 2e-4, 3e-3, log=True),
        seed=trial.user_attrs.get("seed", 1),
    )
    return settings, training


def _study(file: Path, name: str) -> optuna.Study:
    storage = RDBStorage(
        f"sqlite:///{file.as_posix()}",
        engine_kwargs={"connect_args": {"timeout": 60}},
        heartbeat_interval=HEARTBEAT,
        grace_period=GRACE,
        heartbeat_stale_trial_callback=RetryHeartbeatStaleTrialCallback(),
    )
    sampler = optuna.samplers.TPESampler(constant_liar=True)
    return optuna.create_study(
        storage=storage, sampler=sampler, study_name=name, direction="maximize", load_if_exists=True
    )


def _run(
    trial: optuna.Trial, settings: StudySettings, training: TrainingSettings, learned: Photos, held_out: Photos
) -> float:
    """Train a configuration and log it; a trial that is taken over from a dead process resumes its run."""
    number = trial.user_attrs.get("trial", trial.number)
    which = {"trial": number, "round": "seeds" if "seed" in trial.user_attrs else "search"}
    params = asdict(settings) | asdict(training) | which | {"validation_photos": len(held_out.labels)}
    params |= {"arithmetic": fastest_dtype_policy()}
    split = f"search, {len(BREEDS)} breeds"
    with (
        tempfile.TemporaryDirectory() as folder,
        start_run(CNN_STUDY, "search", params, split, trial.user_attrs.get("run")) as run,
    ):
        trial.set_user_attr("trial", number)
        trial.set_user_attr("run", run.id)
        _, best = fit(settings, training, learned, held_out, Path(folder), run)
    return best["best_validation_top1"]


def _first_photos(photos: Photos, per_class: int) -> Photos:
    """The first `per_class` photos of each breed."""
    rank = pd.Series(photos.labels).groupby(photos.labels).cumcount().to_numpy()
    return Photos(photos.pixels[rank < per_class], photos.labels[rank < per_class])


def _enqueue_finalists(first: optuna.Study, repeats: optuna.Study) -> None:
    """Wait for the last trial of the search, then enqueue the best ones in the second study, once per seed."""
    while first.get_trials(states=(TrialState.RUNNING,)):
        time.sleep(HEARTBEAT)
        optuna.storages.fail_stale_trials(first)
    known = {(trial.user_attrs["trial"], trial.user_attrs["seed"]) for trial in repeats.get_trials()}
    ranked = sorted(first.get_trials(states=(TrialState.COMPLETE,)), key=lambda trial: -(trial.value or 0))
    for trial in ranked[:FINALISTS]:
        for seed in SEEDS:
            if (trial.number, seed) not in known:
                repeats.enqueue_trial(trial.params, {"trial": trial.number, "seed": seed})

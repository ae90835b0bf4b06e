"""The recipe of `cnn-study`: the 2023 study's network with the best settings that `python -m dogbreed search` found.

    python -m dogbreed train cnn-study       # all 120 breeds
    python -m dogbreed train cnn-study-30    # 30 breeds, as many as in the study

It resumes from its checkpoint in the work folder.
"""

from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path

import keras
import numpy as np
import pandas as pd
import tensorflow as tf

from dogbreed.atomic import atomic_write
from dogbreed.evaluation.scoring import class_indices
from dogbreed.experiments import RunLog, official_split, resumable_run
from dogbreed.experiments.seed_variance import best_configuration
from dogbreed.imaging.augment import MODERATE, Enlargement
from dogbreed.imaging.resize import Fit
from dogbreed.networks.cnn_study import OFFSET, SCALE, StudySettings, cnn_study, loss
from dogbreed.networks.registry import CNN_STUDY, CNN_STUDY_30
from dogbreed.training.callbacks import BestEpoch, EpochLog, epoch_metrics
from dogbreed.training.dtype_policy import fastest_dtype_policy, use_dtype_policy
from dogbreed.training.input_pipeline import batches
from dogbreed.training.recipes import ModelSpec, Recipe, Workspace
from dogbreed.training.squares import smoothed_targets, squares
from dogbreed.training.validation_split import every, training_photos

FIT: Fit = "stretch"
CHECKPOINT_EVERY = 100
ALL = ModelSpec(
    name=CNN_STUDY,
    input_size=StudySettings.input_size,
    fit=FIT,
    scale=SCALE,
    offset=OFFSET,
    trained_on=(
        "Nothing but Stanford Dogs: 90 of the 100 training photos of each of its 120 breeds; the others chose and "
        "calibrated."
    ),
    licence="MIT. The photos it learned from have terms of their own, see the README.",
)
THIRTY = replace(
    ALL,
    name=CNN_STUDY_30,
    trained_on=ALL.trained_on.replace("each of its 120 breeds", "each of 30 breeds (every fourth by WordNet id)"),
    classes=every(4),
)


@dataclass(frozen=True)
class TrainingSettings:
    """How the network learns, with Adam (Kingma and Ba 2015).

    Attributes:
        photos_per_class: Photos of each breed that it learns from.
        augmentation_factor: How many copies of each photo there are, itself included.
        batch: Photos per step.
        epoch: Photos per epoch, the same for all settings, so that an epoch always costs the same.
        max_epochs: Longest training.
        patience: Training ends after so many epochs without an improvement.
        seed: Of the first weights, the copies and their order.
    """

    photos_per_class: int = 90
    augmentation_factor: int = 10
    batch: int = 32
    learning_rate: float = 1e-3
    epoch: int = 10_800
    max_epochs: int = 40
    patience: int = 8
    seed: int = 1


@dataclass(frozen=True)
class Photos:
    """Photos in memory.

    Attributes:
        pixels: uint8 [photos, size, size, 3].
        labels: int [photos].
    """

    pixels: np.ndarray
    labels: np.ndarray


def train(spec: ModelSpec, workspace: Workspace, index: pd.DataFrame) -> Path:
    """Train the best configuration of the search, and log it.

    Args:
        spec: `ALL` or `THIRTY`.
        index: The table of `dogbreed.dataset.index`.

    Returns:
        The file of the finished network.

    Raises:
        DogbreedError: There is no search, or the store of runs cannot be reached or written.
    """
    finished = spec.finished(workspace)
    if finished.exists():
        return finished
    settings, training = best_settings(len(spec.classes))
    photos = spec.training_photos(index)
    training = replace(training, epoch=int((~photos["validation"]).sum()))
    with resumable_run(
        spec.name,
        workspace.folder,
        asdict(settings) | asdict(training) | {"arithmetic": fastest_dtype_policy()},
        official_split(spec.classes),
    ) as run:
        learned, held_out = photos_in_memory(workspace, index, photos, spec.classes)
        network, _ = fit(settings, training, learned, held_out, workspace.folder, run)
        atomic_write(finished, network.save)
    return finished


def best_settings(classes: int) -> tuple[StudySettings, TrainingSettings]:
    """Those of the best run of the search, for another number of breeds and a longer training.

    The search chose among few photos and epochs; here all photos are learned from, with ten copies each, as in
    the study.

    Raises:
        DogbreedError: No run of the search has finished.
    """
    found = best_configuration().params
    settings = StudySettings(**{name: found[name] for name in asdict(StudySettings())})  # type: ignore[arg-type]
    training = TrainingSettings(
        batch=int(found["batch"]),
        learning_rate=float(found["learning_rate"]),
    )
    return replace(settings, classes=classes), training


def photos_in_memory(
    workspace: Workspace, index: pd.DataFrame, photos: pd.DataFrame, classes: tuple[str, ...]
) -> tuple[Photos, Photos]:
    """The photos to learn from and the validation photos, out of one cache that all trainings share.

    Args:
        photos: Rows of `dogbreed.training.validation_split.training_photos`.
    """
    everything = training_photos(index)["file"]
    pixels = squares(workspace.photos, everything.tolist(), ALL.input_size, FIT, workspace.folder.parent)
    row = pd.Series(range(len(everything)), everything)
    return tuple(  # type: ignore[return-value]
        Photos(pixels[row[part["file"]].to_numpy()], class_indices(part["wnid"], classes))
        for part in (photos[~photos["validation"]], photos[photos["validation"]])
    )


def fit(
    settings: StudySettings, training: TrainingSettings, learned: Photos, held_out: Photos, folder: Path, run: RunLog
) -> tuple[keras.Model, dict[str, float]]:
    """Train until the validation figures stop improving; a stopped training continues from its checkpoint.

    Args:
        learned: Photos to learn from.
        held_out: Photos to measure each epoch with.
        folder: Holds the checkpoint and the best epoch.
        run: Where each epoch is logged, and at the end `parameters` and the figures of the best epoch.

    Returns:
        The network of the best epoch, in float32, and its figures: see `BestEpoch`.

    Raises:
        ImpossibleSettingsError: See `cnn_study`.
        DivergedError: See `BestEpoch`.
    """
    keras.utils.set_random_seed(training.seed)
    with use_dtype_policy(fastest_dtype_policy()):
        learning = cnn_study(settings)
    logits = keras.Model(learning.input, learning.output["logits"])
    logits.compile(
        keras.optimizers.Adam(training.learning_rate),
        loss(settings),
        metrics=epoch_metrics(),
        jit_compile=False,  # on a processor it makes this network slower
    )
    best = BestEpoch(folder, training.patience)
    enlargement = Enlargement(MODERATE, training.augmentation_factor, training.seed)
    logits.fit(
        _batches(learned, settings, training, enlargement).repeat(),
        validation_data=_batches(held_out, settings, training),
        shuffle=False,  # it is already
        epochs=training.max_epochs,
        steps_per_epoch=max(1, training.epoch // training.batch),
        callbacks=[
            EpochLog(run),
            best,
            keras.callbacks.BackupAndRestore(folder / "backup", save_freq=CHECKPOINT_EVERY),
        ],
        verbose=2,
    )
    logits.load_weights(best.weights)
    network = cnn_study(settings)
    network.set_weights(learning.get_weights())
    run.log_final(best.metrics | {"parameters": network.count_params()})
    return network, best.metrics


def _batches(
    photos: Photos, settings: StudySettings, training: TrainingSettings, enlargement: Enlargement | None = None
) -> tf.data.Dataset:
    targets = smoothed_targets(photos.labels, settings.classes, 0)
    return batches(photos.pixels, targets, training.batch, enlargement, SCALE, OFFSET)


ALL_RECIPE, THIRTY_RECIPE = (Recipe(spec, partial(train, spec)) for spec in (ALL, THIRTY))

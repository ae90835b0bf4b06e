"""The recipe of `cnn`: our own network, trained from scratch.

    python -m dogbreed train cnn

It resumes from its checkpoint in the work folder.
"""

from dataclasses import asdict, dataclass
from pathlib import Path

import keras
import numpy as np
import pandas as pd
import tensorflow as tf

from dogbreed.atomic import atomic_write
from dogbreed.breeds import BREEDS
from dogbreed.dataset.index import reduced_area
from dogbreed.evaluation.scoring import class_indices
from dogbreed.experiments import resumable_run
from dogbreed.networks.cnn import OFFSET, SCALE, cnn
from dogbreed.networks.registry import CNN
from dogbreed.training.callbacks import EpochLog, epoch_metrics
from dogbreed.training.dtype_policy import fastest_dtype_policy, use_dtype_policy
from dogbreed.training.input_pipeline import Dogs, Views, batches, smoothed_targets, squares
from dogbreed.training.recipes import ModelSpec, Recipe, Workspace
from dogbreed.training.validation_split import training_photos

SQUARE = 224
SPEC = ModelSpec(
    name=CNN,
    input_size=192,
    fit="crop",
    scale=SCALE,
    offset=OFFSET,
    trained_on=(
        "Nothing but Stanford Dogs: 10,800 of its 12,000 training photos, with the boxes around the dogs; the other "
        "1,200 chose and calibrated. No pretrained weights."
    ),
    licence="MIT. The photos it learned from have terms of their own, see the README.",
)


@dataclass(frozen=True)
class Schedule:
    """How the network learns, with AdamW (Loshchilov and Hutter 2019) on a cosine.

    The network in the models folder began on a longer one: up to its 28th epoch the plan was 90 epochs, up to 160 px.

    Attributes:
        epochs: Passes over the training photos.
        smallest: Side of the views of the first epoch in px; it grows evenly, in steps of 16 (Tan and Le 2021).
        largest: Side of the views of the last epoch.
        learning_rate: Its highest value, reached after a twentieth of the steps.
        weight_decay: See AdamW.
        label_smoothing: Share of each target spread over all breeds (Szegedy et al. 2016).
        batch: Photos per step.
    """

    epochs: int = 72
    smallest: int = 96
    largest: int = 144
    learning_rate: float = 2e-3
    weight_decay: float = 0.05
    label_smoothing: float = 0.1
    batch: int = 64

    @property
    def sides(self) -> list[int]:
        """Side of the views of each epoch, px."""
        return [int(side) // 16 * 16 for side in np.linspace(self.smallest, self.largest + 15.9, self.epochs)]


SCHEDULE = Schedule()


def train(workspace: Workspace, index: pd.DataFrame) -> Path:
    """Train the network, and log it.

    Args:
        index: The table of `dogbreed.dataset.index`.

    Returns:
        The file of the finished network.

    Raises:
        DogbreedError: The store of runs cannot be reached or written.
    """
    finished = SPEC.finished(workspace)
    if finished.exists():
        return finished
    photos = training_photos(index)
    with resumable_run(SPEC.name, workspace.folder, asdict(SCHEDULE) | {"arithmetic": fastest_dtype_policy()}) as run:
        keras.utils.set_random_seed(1)
        with use_dtype_policy(fastest_dtype_policy()):
            learning = cnn(len(BREEDS))
        views = Views(dogs(workspace, photos), SCHEDULE.sides, SCHEDULE.batch, SCALE, OFFSET)
        fit(learning, views, held_out(workspace, photos), workspace.folder, EpochLog(run))
        network = cnn(len(BREEDS))
        network.set_weights(learning.get_weights())
        run.log_final({"parameters": network.count_params()})
        atomic_write(finished, network.save)
    return finished


def dogs(workspace: Workspace, photos: pd.DataFrame) -> Dogs:
    """The photos to learn from: those outside validation.

    Args:
        photos: See `dogbreed.training.validation_split.training_photos`.
    """
    pixels = squares(workspace.photos, photos["file"].tolist(), SQUARE, "stretch", workspace.folder.parent)
    kept = np.flatnonzero(~photos["validation"])
    table = photos.iloc[kept]
    boxes = [np.array([list(box) for box in several]) for several in table["boxes"]]
    sizes = table[["width", "height"]].to_numpy(copy=True)
    # Where the local copy shows nothing but the first box, that is the whole photo.
    for row in np.flatnonzero(table["file"].isin(reduced_area(workspace.photos.parent, table))):
        left, top, right, bottom = boxes[row][0]
        sizes[row] = right - left, bottom - top
        boxes[row] = np.array([[0, 0, *sizes[row]]])
    targets = smoothed_targets(class_indices(table["wnid"], SPEC.classes), len(BREEDS), SCHEDULE.label_smoothing)
    return Dogs(pixels[kept], sizes, boxes, targets)


def held_out(workspace: Workspace, photos: pd.DataFrame) -> tf.data.Dataset:
    """The validation photos prepared as at inference, in batches."""
    table = photos[photos["validation"]]
    pixels = squares(workspace.photos, table["file"].tolist(), SPEC.input_size, SPEC.fit, workspace.folder)
    targets = smoothed_targets(class_indices(table["wnid"], SPEC.classes), len(BREEDS), 0)
    return batches(pixels, targets, SCHEDULE.batch, None, SCALE, OFFSET)


def fit(network: keras.Model, views: Views, validation: tf.data.Dataset, folder: Path, log: EpochLog) -> None:
    """Train in place; the final weights are the moving average of those during training."""
    logits = keras.Model(network.input, network.output["logits"])
    steps = SCHEDULE.epochs * (len(views.dogs.squares) // SCHEDULE.batch)
    warmup = max(1, steps // 20)
    rate = keras.optimizers.schedules.CosineDecay(
        0.0, steps - warmup, warmup_target=SCHEDULE.learning_rate, warmup_steps=warmup
    )
    optimizer = keras.optimizers.AdamW(rate, weight_decay=SCHEDULE.weight_decay, use_ema=True, ema_momentum=0.998)
    optimizer.exclude_from_weight_decay(var_names=["gamma", "beta", "bias"])
    logits.compile(
        optimizer,
        keras.losses.CategoricalCrossentropy(from_logits=True),
        metrics=epoch_metrics(),
        jit_compile=False,  # views change their size
    )
    logits.fit(
        views.dataset(),
        validation_data=validation,
        shuffle=False,  # it is already
        epochs=SCHEDULE.epochs,
        callbacks=[
            keras.callbacks.LambdaCallback(on_epoch_begin=lambda epoch, _: setattr(views, "epoch", epoch)),
            keras.callbacks.SwapEMAWeights(),
            log,
            keras.callbacks.BackupAndRestore(folder / "backup", save_freq="epoch"),
        ],
        verbose=2,
    )


RECIPE = Recipe(SPEC, train)

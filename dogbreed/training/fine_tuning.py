"""Blocks 13 and 14 and the head trained further, on stored activations of block 12."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import keras
import numpy as np

from dogbreed.tracking import RunLog
from dogbreed.training.epoch_log import EpochLog
from dogbreed.training.linear import smoothed_targets

CHECKPOINT_EVERY = 100


@dataclass(frozen=True)
class View:
    """Activations of some photos.

    Attributes:
        values: Array [rows, 19, 19, 728].
        rows: The rows of the photos, int [photos]; None: all, in order.
    """

    values: np.ndarray
    rows: np.ndarray | None = None

    def __getitem__(self, photo: int) -> np.ndarray:
        """The activations of one photo."""
        return self.values[photo if self.rows is None else self.rows[photo]]


@dataclass(frozen=True)
class Photos:
    """Photos, each in every view.

    Attributes:
        labels: int [photos].
    """

    views: Sequence[View]
    labels: np.ndarray


class Batches(keras.utils.PyDataset):
    """Activations and targets in a new order each epoch; each photo comes in one of its views, drawn at random."""

    def __init__(self, photos: Photos, targets: np.ndarray, batch: int, seed: int = 0):
        """`targets`: float32 [photos, classes]."""
        super().__init__()
        self.photos, self.targets, self.batch, self.random = photos, targets, batch, np.random.default_rng(seed)
        self.on_epoch_end()

    def __len__(self) -> int:
        return math.ceil(len(self.targets) / self.batch)

    def __getitem__(self, position: int) -> tuple[np.ndarray, np.ndarray]:
        chosen = slice(position * self.batch, (position + 1) * self.batch)
        photos, views = self.order[chosen], self.drawn[chosen]
        activations = np.stack([self.photos.views[view][photo] for view, photo in zip(views, photos, strict=True)])
        return activations.astype(np.float32), self.targets[photos]

    def on_epoch_end(self) -> None:
        """Draw the next epoch."""
        self.order = self.random.permutation(len(self.targets))
        self.drawn = self.random.integers(0, len(self.photos.views), len(self.targets))


@dataclass(frozen=True)
class Schedule:
    """How long and how hard to train.

    Attributes:
        epochs: Passes over the training photos.
        learning_rate: Its highest value, reached after a twentieth of the steps.
        label_smoothing: Share of each target spread over all breeds (Szegedy et al. 2016).
        batch: Photos a step.
    """

    epochs: int = 4
    learning_rate: float = 1e-4
    label_smoothing: float = 0.1
    batch: int = 32


def fine_tune(
    tail: keras.Model, training: Photos, validation: Photos, backup: Path, schedule: Schedule, run: RunLog
) -> None:
    """Train the tail in place, with the statistics of its batch normalisation kept as they are.

    AdamW (Loshchilov and Hutter 2019) on a cosine schedule; the weights at the end are their own moving average. A
    killed run resumes from `backup`.

    Args:
        tail: See `dogbreed.networks.xception.tail`.
        training: Photos to learn from.
        validation: Photos to measure each epoch with.
        run: Where each epoch is logged.
    """
    for layer in tail.layers:
        layer.trainable = not isinstance(layer, keras.layers.BatchNormalization)
    logits = keras.Model(tail.input, tail.output["logits"])
    classes = logits.output.shape[-1]
    batches = Batches(training, smoothed_targets(training.labels, classes, schedule.label_smoothing), schedule.batch)
    steps = schedule.epochs * len(batches)
    learning_rate = keras.optimizers.schedules.CosineDecay(
        0.0, steps, warmup_target=schedule.learning_rate, warmup_steps=max(1, steps // 20)
    )
    logits.compile(
        keras.optimizers.AdamW(learning_rate, weight_decay=1e-4, use_ema=True, ema_momentum=0.995),
        keras.losses.CategoricalCrossentropy(from_logits=True),
        metrics=["accuracy", keras.metrics.CategoricalCrossentropy(from_logits=True, name="cross_entropy")],
    )
    held_out = Batches(validation, smoothed_targets(validation.labels, classes, 0), schedule.batch)
    logits.fit(
        batches,
        validation_data=held_out,
        epochs=schedule.epochs,
        callbacks=[
            keras.callbacks.SwapEMAWeights(),
            EpochLog(run),
            keras.callbacks.BackupAndRestore(backup, save_freq=CHECKPOINT_EVERY),
        ],
        verbose=2,
    )

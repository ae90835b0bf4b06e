"""Train a network on `Views`: the same loop for every network that learns end to end, on any Keras backend."""

from dataclasses import dataclass
from pathlib import Path

import keras
import numpy as np

from dogbreed.training.callbacks import epoch_metrics
from dogbreed.training.views import Views


@dataclass(frozen=True)
class Course:
    """The course of a training.

    Attributes:
        epochs: Passes over the training photos.
        validation: uint8 [photos, side, side, 3] and float32 [photos, classes], judged after each epoch.
        log: Takes the figures of each epoch.
        folder: Keeps the state of a stopped training.
        scale: The network's input is `scale` * pixels + `offset`.
        offset: See `scale`.
    """

    epochs: int
    validation: tuple[np.ndarray, np.ndarray]
    log: keras.callbacks.Callback
    folder: Path
    scale: float
    offset: float


def learn(network: keras.Model, optimizer: keras.optimizers.Optimizer, views: Views, course: Course) -> None:
    """Train in place; the final weights are the moving average of those during training. It resumes.

    Args:
        network: From photos, float32 [batch, height, width, 3], to `logits` [batch, classes].
        optimizer: With a moving average of the weights.
        views: What it learns from.
        course: Its course.
    """
    photo = keras.Input((None, None, 3), dtype="uint8")
    logits = network(keras.layers.Rescaling(course.scale, course.offset)(photo))["logits"]
    learning = keras.Model(photo, keras.layers.Activation("linear", dtype="float32")(logits))
    learning.compile(
        optimizer,
        keras.losses.CategoricalCrossentropy(from_logits=True),
        metrics=epoch_metrics(),
        jit_compile=keras.backend.backend() == "jax",  # TensorFlow would compile anew for each size of the views
    )
    learning.fit(
        views,
        validation_data=course.validation,
        validation_batch_size=views.batch,
        shuffle=False,  # they are already
        epochs=course.epochs,
        callbacks=[
            views.following,
            keras.callbacks.SwapEMAWeights(),
            course.log,
            keras.callbacks.BackupAndRestore(course.folder / "backup", save_freq="epoch"),
        ],
        verbose=2,
    )


def warm_cosine(steps: int, highest: float) -> keras.optimizers.schedules.LearningRateSchedule:
    """A learning rate that rises for a twentieth of the steps, then falls to zero on a cosine.

    Args:
        steps: Of the whole training.
        highest: The highest learning rate.
    """
    warmup = max(1, steps // 20)
    return keras.optimizers.schedules.CosineDecay(0.0, steps - warmup, warmup_target=highest, warmup_steps=warmup)

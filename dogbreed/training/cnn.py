"""The recipe of `cnn`: our own network, trained from scratch.

    python -m dogbreed train cnn

It resumes from its checkpoint in the work folder.
"""

from dataclasses import asdict, dataclass
from pathlib import Path

import keras
import pandas as pd

from dogbreed.atomic import atomic_write
from dogbreed.breeds import BREEDS
from dogbreed.experiments import resumable_run
from dogbreed.networks.cnn import OFFSET, SCALE, cnn
from dogbreed.networks.registry import CNN
from dogbreed.training.callbacks import EpochLog
from dogbreed.training.dtype_policy import fastest_dtype_policy, use_dtype_policy
from dogbreed.training.learn import Course, learn, warm_cosine
from dogbreed.training.recipes import ModelSpec, Recipe, Workspace
from dogbreed.training.squares import held_out_squares, training_dogs
from dogbreed.training.validation_split import training_photos
from dogbreed.training.views import Views

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

    The network in the models folder learned on a graphics card, from copies of the photos at 192 px in WebP, and then
    for five more epochs from the photos themselves, in batches of 64 with a learning rate of 3e-4.

    Attributes:
        epochs: Passes over the training photos.
        side: Side of the views, px.
        learning_rate: Its highest value, reached after a twentieth of the steps.
        weight_decay: See AdamW.
        label_smoothing: Share of each target spread over all breeds (Szegedy et al. 2016).
        batch: Photos per step.
    """

    epochs: int = 160
    side: int = 160
    learning_rate: float = 2e-3
    weight_decay: float = 0.05
    label_smoothing: float = 0.1
    batch: int = 120


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
        views = Views(training_dogs(workspace, photos, SPEC, SCHEDULE.label_smoothing), SCHEDULE.side, SCHEDULE.batch)
        validation = held_out_squares(workspace, photos, SPEC)
        fit(learning, views, Course(SCHEDULE.epochs, validation, EpochLog(run), workspace.folder, SCALE, OFFSET))
        network = cnn(len(BREEDS))
        network.set_weights(learning.get_weights())
        run.log_final({"parameters": network.count_params()})
        atomic_write(finished, network.save)
    return finished


def fit(network: keras.Model, views: Views, course: Course) -> None:
    """Train in place, see `dogbreed.training.learn`."""
    optimizer = keras.optimizers.AdamW(
        warm_cosine(course.epochs * len(views), SCHEDULE.learning_rate),
        weight_decay=SCHEDULE.weight_decay,
        use_ema=True,
        ema_momentum=0.998,
    )
    optimizer.exclude_from_weight_decay(var_names=["gamma", "beta", "bias"])
    learn(network, optimizer, views, course)


RECIPE = Recipe(SPEC, train)

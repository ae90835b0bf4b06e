"""The recipe of `xception`: ImageNet's network with a linear head, then trained end to end, gently.

    python -m dogbreed train xception [--backbone-weights FILE]

On a processor a pass over the photos takes hours, on a graphics card half a minute: with the environment variable
KERAS_BACKEND=jax it runs there too. Every step keeps its result in the work folder, and a new call goes on from there:

    backbone.xml, .bin  the ImageNet network without a head
    plain.f32           the 2048 features that it makes of each photo
    head.npz            the linear head with the best weight decay
    tuned.weights.h5    the network after training end to end, see `dogbreed.training.fine_tuning`
    xception.keras      the finished network: between the two, as far as the validation photos like best
    run.txt             the id of the run that it is logged to

The weight decays and the shares of the tuned weights that are tried are runs of their own.
"""

from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Literal

import keras
import numpy as np
import pandas as pd

from dogbreed.atomic import atomic_write
from dogbreed.breeds import BREEDS
from dogbreed.dataset.files import read_pixels
from dogbreed.evaluation.calibration import fit_temperature
from dogbreed.evaluation.metrics import in_top_k, log_losses
from dogbreed.evaluation.scoring import class_indices
from dogbreed.experiments import RunLog, resumable_run, start_run
from dogbreed.imaging.camera_augmentation import degraded
from dogbreed.imaging.random_crop import relight
from dogbreed.imaging.resize import Fit
from dogbreed.inference.engine import CompiledNetwork
from dogbreed.inference.logits import softmax
from dogbreed.networks.registry import XCEPTION
from dogbreed.networks.xception import CHANNELS, HEAD, INPUT_SIZE, OFFSET, SCALE, xception
from dogbreed.resumable import ResumableArray
from dogbreed.training.callbacks import EpochLog
from dogbreed.training.dtype_policy import fastest_dtype_policy, use_dtype_policy
from dogbreed.training.fine_tuning import FineTuning, between, fine_tune
from dogbreed.training.learn import Course
from dogbreed.training.linear_head import LinearHead, fit_linear_head, stored_head
from dogbreed.training.openvino_export import Precision, export
from dogbreed.training.out_of_fold import FEATURES_FILE
from dogbreed.training.recipes import ModelSpec, Recipe, Workspace
from dogbreed.training.squares import held_out_squares, training_dogs
from dogbreed.training.views import Views

FIT: Fit = "crop"
WEIGHT_DECAYS = (1e-2, 3e-3, 1e-3, 3e-4)
PLAN = FineTuning()
SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Of the tuned weights in the finished network."""
SPEC = ModelSpec(
    name=XCEPTION,
    input_size=INPUT_SIZE,
    fit=FIT,
    scale=SCALE,
    offset=OFFSET,
    trained_on=(
        "ImageNet (weights by F. Chollet), then 10,800 of the 12,000 training photos of Stanford Dogs; the other 1,200 "
        "chose and calibrated. Stanford Dogs photos come out of ImageNet, so the network has probably seen the test "
        "photos too."
    ),
    licence="Code and ImageNet weights: MIT. The photos it learned from have terms of their own, see the README.",
)


def train(workspace: Workspace, index: pd.DataFrame, backbone_weights: Path | Literal["imagenet"] | None) -> Path:
    """Run every step that has not been run, and log it.

    Args:
        index: The table of `dogbreed.dataset.index`.
        backbone_weights: See `dogbreed.networks.xception.xception`.

    Returns:
        The file of the finished network.

    Raises:
        DogbreedError: The store of runs cannot be reached or written.
    """
    finished = SPEC.finished(workspace)
    if finished.exists():
        return finished
    params = {"fit": FIT, "input_size": INPUT_SIZE, "head": "linear"} | asdict(PLAN)
    with resumable_run(SPEC.name, workspace.folder, params) as run:
        photos = SPEC.training_photos(index)
        network = xception(len(BREEDS), backbone_weights)
        plain = compute_features(workspace, network, photos)
        labels, validation = class_indices(photos["wnid"], SPEC.classes), photos["validation"].to_numpy()
        set_head(network, fit_head(workspace.folder, plain, labels, validation))
        frozen, held_out = network.get_weights(), held_out_squares(workspace, photos, SPEC)
        tuned = tune(
            workspace, network, photos, Course(PLAN.epochs, held_out, EpochLog(run), workspace.folder, SCALE, OFFSET)
        )
        network.set_weights(best_between(network, frozen, tuned, held_out))
        run.log_final({"parameters": network.count_params()})
        atomic_write(finished, network.save)
    return finished


def compute_features(workspace: Workspace, network: keras.Model, photos: pd.DataFrame) -> np.ndarray:
    """Features of all photos by the backbone as ImageNet left it, float32 [photos, 2048]."""
    backbone = workspace.folder / "backbone.xml"
    workspace.folder.mkdir(parents=True, exist_ok=True)
    export(keras.Model(network.input, {"features": network.output["features"]}), backbone, Precision.FLOAT32)
    run = CompiledNetwork(backbone, workspace.threads)
    array = ResumableArray(workspace.folder / FEATURES_FILE, (len(photos), CHANNELS), np.float32)
    return array.fill(
        photos["file"].tolist(),
        lambda file: SPEC.input(read_pixels(workspace.photos, file)),
        lambda photo: run(photo)["features"],
        "features",
    )


def fit_head(folder: Path, plain: np.ndarray, labels: np.ndarray, validation: np.ndarray) -> LinearHead:
    """The linear head whose weight decay has the least cross-entropy on the validation photos, each at its temperature.

    Strong weight decay lowers a head's confidence, which the temperature corrects when the network is exported.
    """
    return stored_head(folder / "head.npz", partial(_best_head, plain, labels, validation))


def _best_head(plain: np.ndarray, labels: np.ndarray, validation: np.ndarray) -> LinearHead:
    learned, learned_labels = plain[~validation], labels[~validation]
    best, least, head = None, np.inf, None
    for weight_decay in WEIGHT_DECAYS:
        with start_run(SPEC.name, "search", {"weight_decay": weight_decay, "head": "linear"}) as run:
            head = fit_linear_head(learned, learned_labels, len(BREEDS), weight_decay, head)
            cross_entropy = log_validation(run, head.logits(plain[validation]), labels[validation])
        if cross_entropy < least:
            best, least = head, cross_entropy
    assert best is not None
    return best


def set_head(network: keras.Model, head: LinearHead) -> None:
    """Put a linear head into the network's 1x1 convolution."""
    network.get_layer(HEAD).set_weights([head.weights[np.newaxis, np.newaxis], head.bias])


def varied(view: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """A crop in other light and of other quality, uint8 [side, side, 3] RGB."""
    return degraded(relight(view, random), random)


def tune(workspace: Workspace, network: keras.Model, photos: pd.DataFrame, course: Course) -> list[np.ndarray]:
    """The weights after training end to end; the first call stores them.

    Args:
        network: Before; it stays as it is.
    """
    file = workspace.folder / "tuned.weights.h5"
    with use_dtype_policy(fastest_dtype_policy()):
        learning = xception(len(BREEDS), None)
    learning.set_weights(network.get_weights())
    if file.exists():
        learning.load_weights(file)
    else:
        dogs = training_dogs(workspace, photos, SPEC, PLAN.label_smoothing)
        views = Views(dogs, PLAN.side, PLAN.batch, varied)
        fine_tune(learning, HEAD, PLAN, views, course)
        atomic_write(file, learning.save_weights)
    tuned: list[np.ndarray] = learning.get_weights()
    return tuned


def best_between(
    network: keras.Model,
    frozen: Sequence[np.ndarray],
    tuned: Sequence[np.ndarray],
    held_out: tuple[np.ndarray, np.ndarray],
) -> list[np.ndarray]:
    """Of the weights between two trainings those with the least cross-entropy on the validation photos."""
    photos, targets = held_out
    logits = keras.Model(network.input, network.output["logits"])
    tried = {}
    for share in SHARES:
        with start_run(SPEC.name, "search", {"tuned_share": share}) as run:
            network.set_weights(between(frozen, tuned, share))
            answers = np.concatenate(
                [
                    logits.predict_on_batch(part * np.float32(SCALE) + np.float32(OFFSET))
                    for part in np.array_split(photos, max(1, len(photos) // PLAN.batch))
                ]
            )
            tried[share] = log_validation(run, answers, targets.argmax(axis=1))
    return between(frozen, tuned, min(tried, key=lambda share: tried[share]))


def log_validation(run: RunLog, logits: np.ndarray, labels: np.ndarray) -> float:
    """Log how well the validation photos are answered; returns the cross-entropy at the best temperature, nats."""
    probabilities = softmax(logits, fit_temperature(logits, labels))
    cross_entropy = float(log_losses(probabilities, labels).mean())
    top1 = in_top_k(probabilities, labels, 1).mean()
    run.log_final({"validation_top1": top1, "validation_cross_entropy": cross_entropy})
    return cross_entropy


RECIPE = Recipe(SPEC, train)

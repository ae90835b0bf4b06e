"""The recipe of `xception`: ImageNet features and a linear head.

    python -m dogbreed train xception [--backbone-weights FILE]

Every step keeps its result in the work folder, and a new call continues from there:

    backbone.xml, .bin  the ImageNet network without a head
    plain.f32           the 2048 features that it makes of each photo
    view-1.f32 ...      and of a view of each photo that `training_view` varies
    head.npz            the linear head with the best weight decay
    xception.keras      the finished network
    run.txt             the id of the run that it is logged to

The weight decays that are tried are runs of their own. Training blocks 13 and 14 further (AdamW, label smoothing, the
same views) was tried too: in each of three epochs fewer validation photos were right than with the linear head.
"""

import zlib
from collections.abc import Callable
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
from dogbreed.experiments import resumable_run, start_run
from dogbreed.imaging.camera_augmentation import training_view
from dogbreed.imaging.resize import Fit
from dogbreed.inference.engine import CompiledNetwork
from dogbreed.inference.logits import softmax
from dogbreed.networks.registry import XCEPTION
from dogbreed.networks.xception import CHANNELS, HEAD, INPUT_SIZE, OFFSET, SCALE, xception
from dogbreed.resumable import ResumableArray
from dogbreed.training.linear_head import LinearHead, fit_linear_head, stored_head
from dogbreed.training.openvino_export import Precision, export
from dogbreed.training.recipes import ModelSpec, Recipe, Workspace

FIT: Fit = "crop"
VARIED_VIEWS = 1
WEIGHT_DECAYS = (1e-2, 3e-3, 1e-3, 3e-4)
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
    params = {"fit": FIT, "input_size": INPUT_SIZE, "views": 1 + VARIED_VIEWS, "head": "linear"}
    with resumable_run(SPEC.name, workspace.folder, params) as run:
        photos = SPEC.training_photos(index)
        network = xception(len(BREEDS), backbone_weights)
        plain, varied = compute_features(workspace, network, photos)
        labels = class_indices(photos["wnid"], SPEC.classes)
        set_head(network, fit_head(workspace.folder, plain, varied, labels, photos["validation"].to_numpy()))
        run.log_final({"parameters": network.count_params()})
        atomic_write(finished, network.save)
    return finished


def compute_features(
    workspace: Workspace, network: keras.Model, photos: pd.DataFrame
) -> tuple[np.ndarray, list[np.ndarray]]:
    """Features of all photos unchanged, and of the photos outside validation in each augmented view.

    Returns:
        float32 [photos, 2048] each. The backbone stays as ImageNet left it, so this slow part is done once and kept.
    """
    backbone = workspace.folder / "backbone.xml"
    workspace.folder.mkdir(parents=True, exist_ok=True)
    export(keras.Model(network.input, {"features": network.output["features"]}), backbone, Precision.FLOAT32)
    run = CompiledNetwork(backbone, workspace.threads)

    def features(name: str, files: list[str], load: Callable[[str], np.ndarray]) -> np.ndarray:
        array = ResumableArray(workspace.folder / f"{name}.f32", (len(files), CHANNELS), np.float32)
        return array.fill(files, load, lambda photo: run(photo)["features"], f"features, {name}")

    def plain_input(file: str) -> np.ndarray:
        return SPEC.input(read_pixels(workspace.photos, file))

    plain = features("plain", photos["file"].tolist(), plain_input)
    kept = photos.loc[~photos["validation"], "file"].tolist()
    varied = [
        features(f"view-{number}", kept, partial(varied_input, workspace, number))
        for number in range(1, VARIED_VIEWS + 1)
    ]
    return plain, varied


def varied_input(workspace: Workspace, number: int, file: str) -> np.ndarray:
    """An augmented view of a photo, the same one each time for a file and a number."""
    random = np.random.default_rng((number, zlib.crc32(file.encode())))
    return SPEC.input(training_view(read_pixels(workspace.photos, file), random))


def fit_head(
    folder: Path, plain: np.ndarray, varied: list[np.ndarray], labels: np.ndarray, validation: np.ndarray
) -> LinearHead:
    """The linear head whose weight decay has the least cross-entropy on the validation photos, each at its temperature.

    Strong weight decay lowers a head's confidence, which the temperature corrects when the network is exported.
    """
    return stored_head(folder / "head.npz", partial(_best_head, plain, varied, labels, validation))


def _best_head(plain: np.ndarray, varied: list[np.ndarray], labels: np.ndarray, validation: np.ndarray) -> LinearHead:
    learned = np.concatenate([plain[~validation], *varied])
    learned_labels = np.tile(labels[~validation], 1 + len(varied))
    best, least, head = None, np.inf, None
    for weight_decay in WEIGHT_DECAYS:
        with start_run(SPEC.name, "search", {"weight_decay": weight_decay, "head": "linear"}) as run:
            head = fit_linear_head(learned, learned_labels, len(BREEDS), weight_decay, head)
            logits = head.logits(plain[validation])
            probabilities = softmax(logits, fit_temperature(logits, labels[validation]))
            cross_entropy = log_losses(probabilities, labels[validation]).mean()
            top1 = in_top_k(probabilities, labels[validation], 1).mean()
            run.log_final({"validation_top1": top1, "validation_cross_entropy": cross_entropy})
        if cross_entropy < least:
            best, least = head, cross_entropy
    assert best is not None
    return best


def set_head(network: keras.Model, head: LinearHead) -> None:
    """Put a linear head into the network's 1x1 convolution."""
    network.get_layer(HEAD).set_weights([head.weights[np.newaxis, np.newaxis], head.bias])


RECIPE = Recipe(SPEC, train)

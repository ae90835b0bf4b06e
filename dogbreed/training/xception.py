"""The recipe of `xception`: ImageNet features, a linear head, then blocks 13 and 14 trained further.

    python -m dogbreed train xception [--backbone-weights FILE]

Every step keeps its result in the work folder and a new call goes on from there:

    trunk.tflite                  blocks 1 to 12 of the ImageNet network
    plain.f16, view-1.f16 ...     their activations for each photo, plain and as `training_view` varies it
    tail.tflite                   blocks 13 and 14 of the ImageNet network
    plain.features.f32 ...        the 2048 features that they make of the activations
    head.npz                      the linear head with the best weight decay
    xception.keras                the finished network
    run.txt                       the id of the run that it is logged to

The weight decays that are tried are runs of their own.
"""

import zlib
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Literal

import keras
import numpy as np
import pandas as pd
from ai_edge_litert.interpreter import Interpreter

from dogbreed.breeds import BREEDS
from dogbreed.evaluation.calibration import fit_temperature
from dogbreed.evaluation.metrics import in_top_k, log_losses
from dogbreed.evaluation.scoring import class_indices
from dogbreed.imaging.decode import decode
from dogbreed.imaging.prepare import Fit
from dogbreed.imaging.views import training_view
from dogbreed.inference.softmax import softmax
from dogbreed.networks.xception import BLOCK12, CHANNELS, HEAD, INPUT_SIZE, OFFSET, SCALE, tail, trunk, xception
from dogbreed.resumable import ResumableArray, save_whole
from dogbreed.tracking import resumable_run, start_run
from dogbreed.training.bundling import Description
from dogbreed.training.export import to_litert
from dogbreed.training.fine_tuning import Photos, Schedule, View, fine_tune
from dogbreed.training.linear import LinearHead, fit_linear_head, smoothed_targets
from dogbreed.training.precision import Precision
from dogbreed.training.workplace import Workplace

FIT: Fit = "crop"
VARIED_VIEWS = 1
WEIGHT_DECAYS = (1e-2, 3e-3, 1e-3)
SCHEDULE = Schedule()
DESCRIPTION = Description(
    name="xception",
    title="Xception",
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


def train(workplace: Workplace, index: pd.DataFrame, backbone_weights: Path | Literal["imagenet"] | None) -> Path:
    """Run every step that has not been run, and log it.

    Args:
        index: The table of `dogbreed.dataset.index`.
        backbone_weights: See `dogbreed.networks.xception.xception`.

    Returns:
        The file of the finished network.

    Raises:
        DogbreedError: The store of runs cannot be reached or written.
    """
    finished = DESCRIPTION.finished(workplace)
    if finished.exists():
        return finished
    params = {"fit": FIT, "input_size": INPUT_SIZE, "views": 1 + VARIED_VIEWS, **asdict(SCHEDULE)}
    with resumable_run(DESCRIPTION.name, workplace.folder, params) as run:
        photos = DESCRIPTION.training_photos(index)
        labels = class_indices(photos["wnid"], DESCRIPTION.classes)
        validation = photos["validation"].to_numpy()
        network = xception(len(BREEDS), backbone_weights)
        plain, varied = compute_activations(workplace, network, photos)
        set_head(network, fit_head(workplace, network, plain, varied, labels, validation))
        kept, held_out = np.flatnonzero(~validation), np.flatnonzero(validation)
        fine_tune(
            tail(network),
            training=Photos([View(plain.values(), kept), *(View(view.values()) for view in varied)], labels[kept]),
            validation=Photos([View(plain.values(), held_out)], labels[held_out]),
            backup=workplace.folder / "backup",
            schedule=SCHEDULE,
            run=run,
        )
        run.log_final({"parameters": network.count_params()})
        save_whole(finished, network.save)
    return finished


def compute_activations(
    workplace: Workplace, network: keras.Model, photos: pd.DataFrame
) -> tuple[ResumableArray, list[ResumableArray]]:
    """Block-12 activations of all photos as they are, and of the photos outside validation in each varied view.

    Blocks 1 to 12 stay as ImageNet left them, so this slow part is done once and kept: 6.3 GB a view in float16.
    """
    blocks = workplace.folder / "trunk.tflite"
    if not blocks.exists():
        save_whole(blocks, lambda file: file.write_bytes(to_litert(trunk(network), Precision.FLOAT32)))
    runner = Interpreter(str(blocks), num_threads=workplace.threads).get_signature_runner()

    def activations(name: str, files: list[str], load: Callable[[str], np.ndarray]) -> ResumableArray:
        array = ResumableArray(workplace.folder / f"{name}.f16", (len(files), *BLOCK12), np.float16)
        array.fill(files, load, lambda photo: runner(photo=photo[np.newaxis])["block12"][0], f"activations, {name}")
        return array

    plain = activations("plain", photos["file"].tolist(), lambda file: DESCRIPTION.input(read(workplace, file)))
    kept = photos.loc[~photos["validation"], "file"].tolist()
    varied = [
        activations(f"view-{number}", kept, partial(varied_input, workplace, number))
        for number in range(1, VARIED_VIEWS + 1)
    ]
    return plain, varied


def read(workplace: Workplace, file: str) -> np.ndarray:
    """A photo of the dataset, uint8 [height, width, 3] RGB."""
    return decode((workplace.photos / file).read_bytes()).pixels


def varied_input(workplace: Workplace, number: int, file: str) -> np.ndarray:
    """A training view of a photo: always the same one for a file and a number."""
    random = np.random.default_rng((number, zlib.crc32(file.encode())))
    return DESCRIPTION.input(training_view(read(workplace, file), random))


def fit_head(
    workplace: Workplace,
    network: keras.Model,
    plain: ResumableArray,
    varied: list[ResumableArray],
    labels: np.ndarray,
    validation: np.ndarray,
) -> LinearHead:
    """The linear head whose weight decay has the least cross-entropy on the validation photos, each at its temperature.

    Strong weight decay makes a head timid, which the temperature puts right when the network is exported.
    """
    file = workplace.folder / "head.npz"
    if file.exists():
        return LinearHead(**np.load(file))
    held_out = pooled_features(workplace, network, plain)
    features = np.concatenate([held_out[~validation], *(pooled_features(workplace, network, view) for view in varied)])
    targets = smoothed_targets(np.tile(labels[~validation], 1 + len(varied)), len(BREEDS), 0)
    best, least, head = None, np.inf, None
    for weight_decay in WEIGHT_DECAYS:
        head = fit_linear_head(features, targets, weight_decay, head)
        logits = head.logits(held_out[validation])
        probabilities = softmax(logits, fit_temperature(logits, labels[validation]))
        cross_entropy = log_losses(probabilities, labels[validation]).mean()
        top1 = in_top_k(probabilities, labels[validation], 1).mean()
        with start_run(DESCRIPTION.name, "search", {"weight_decay": weight_decay, "head": "linear"}) as run:
            run.log_final({"validation_top1": top1, "validation_cross_entropy": cross_entropy})
        if cross_entropy < least:
            best, least = head, cross_entropy
    assert best is not None
    save_whole(file, lambda part: np.savez(part.open("wb"), weights=best.weights, bias=best.bias))
    return best


def pooled_features(workplace: Workplace, network: keras.Model, view: ResumableArray) -> np.ndarray:
    """The 2048 features of every photo of a view, float32 [photos, 2048]; kept beside the activations."""
    blocks = workplace.folder / "tail.tflite"
    if not blocks.exists():
        last = tail(network)
        features = keras.Model(last.input, {"features": last.output["features"]})
        save_whole(blocks, lambda file: file.write_bytes(to_litert(features, Precision.FLOAT32)))
    runner = Interpreter(str(blocks), num_threads=workplace.threads).get_signature_runner()
    activations = view.values()
    array = ResumableArray(view.file.with_suffix(".features.f32"), (len(activations), CHANNELS), np.float32)
    return array.fill(
        range(len(activations)),
        lambda row: activations[row].astype(np.float32),
        lambda values: runner(photo=values[np.newaxis])["features"][0],
        f"features, {view.file.stem}",
    )


def set_head(network: keras.Model, head: LinearHead) -> None:
    """Put a linear head into the network's 1x1 convolution."""
    network.get_layer(HEAD).set_weights([head.weights[np.newaxis, np.newaxis], head.bias])

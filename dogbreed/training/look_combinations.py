"""Accuracy against time: which looks at a photo are worth their milliseconds, on the validation photos.

    python -m dogbreed evaluate served --looks

The weights of each combination are fitted to four fifths of the photos and judged on the last one, in turn. The outputs
of each look are kept in the work folder, so that a stopped call resumes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import openvino
import pandas as pd
from sklearn.model_selection import StratifiedKFold

from dogbreed.benchmarks.latency import p50
from dogbreed.dataset.files import read_pixels
from dogbreed.evaluation.looks import COLUMNS
from dogbreed.evaluation.metrics import log_losses, proportion
from dogbreed.evaluation.scoring import DOG, class_indices, score
from dogbreed.imagenet import BREED_PLACES
from dogbreed.inference.bundle import GRAPH_FILE, Bundle
from dogbreed.inference.classifier import Classifier
from dogbreed.inference.ensemble import Ensemble
from dogbreed.inference.logits import softmax
from dogbreed.inference.second_look import second_look_crop
from dogbreed.resumable import ResumableArray
from dogbreed.training.ensemble import fit_weights
from dogbreed.training.recipes import ALL_BREEDS, Workspace
from dogbreed.training.validation_split import training_photos

FOLDS = 5
LARGE = 384
"""Side of the larger input, px."""


@dataclass(frozen=True)
class Look:
    """One pass through the breed network.

    Attributes:
        zoomed: At the crop around the dog that the first look located.
        side: Side of the network's input, px.
        mirrored: At the mirrored photo.
    """

    zoomed: bool = False
    side: int = 299
    mirrored: bool = False


WHOLE, ZOOMED = Look(), Look(zoomed=True)
MIRRORED = Look(mirrored=True), Look(zoomed=True, mirrored=True)
COMBINATIONS: dict[str, tuple[Sequence[Look], bool]] = {
    "ImageNet filter": ((), True),
    "whole photo": ((WHOLE,), False),
    "whole photo and filter": ((WHOLE,), True),
    "both looks": ((WHOLE, ZOOMED), False),
    "both looks and filter": ((WHOLE, ZOOMED), True),
    f"both looks, the second at {LARGE} px, and filter": ((WHOLE, Look(zoomed=True, side=LARGE)), True),
    f"both looks at {LARGE} px and filter": ((Look(side=LARGE), Look(zoomed=True, side=LARGE)), True),
    "both looks, mirrored too, and filter": ((WHOLE, ZOOMED, *MIRRORED), True),
}
SHIPPED = "both looks and filter"


def compare_looks(ensemble: Ensemble, workspace: Workspace, index: pd.DataFrame) -> pd.DataFrame:
    """The table `dogbreed.evaluation.looks.LOOKS_TABLE`.

    Args:
        ensemble: The ensemble.
        workspace: The workspace of its breed network.
        index: The table of `dogbreed.dataset.index`.

    Raises:
        DogbreedError: A photo is missing.
    """
    photos = training_photos(index)
    table = photos[photos["validation"]]
    files, labels = table["file"].tolist(), class_indices(table["wnid"], ALL_BREEDS)
    opinion_folder = workspace.folder.parent / ensemble.mixture.opinion
    opinion = score(ensemble.opinion, files, workspace.photos, opinion_folder, "validation")["imagenet"]
    dogs = score(ensemble.network, files, workspace.photos, workspace.folder, "validation")[DOG]
    networks = {WHOLE.side: ensemble.network, LARGE: _enlarged(ensemble.network, workspace, LARGE)}
    milliseconds = {side: p50(network.bundle, workspace.threads) for side, network in networks.items()}
    filtering = p50(ensemble.opinion.bundle, workspace.threads)
    wanted = dict.fromkeys(look for looks, _ in COMBINATIONS.values() for look in looks)
    logits = {look: _logits(look, networks[look.side], files, dogs, workspace) for look in wanted}
    rows = []
    for name, (looks, filtered) in COMBINATIONS.items():
        stacked = np.stack([*(logits[look] for look in looks), *([opinion[:, BREED_PLACES]] if filtered else [])])
        probabilities = cross_fitted(stacked, labels)
        top1 = proportion(int((probabilities.argmax(axis=1) == labels).sum()), len(labels))
        spent = sum(milliseconds[look.side] for look in looks) + filtering * filtered
        loss = log_losses(probabilities, labels).mean()
        rows.append((name, len(labels), top1.value, top1.low, top1.high, loss, spent, name == SHIPPED))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def cross_fitted(logits: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Probabilities by weights that were fitted to other photos, float [photos, classes].

    Args:
        logits: float [looks, photos, classes].
        labels: int [photos].
    """
    probabilities = np.empty(logits.shape[1:])
    for learned, rest in StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(labels, labels):
        weights = fit_weights(logits[:, learned], labels[learned])
        probabilities[rest] = softmax(np.tensordot(weights, logits[:, rest], 1))
    return probabilities


def _enlarged(network: Classifier, workspace: Workspace, side: int) -> Classifier:
    """The same network for larger photos: no layer depends on their size."""
    folder = workspace.folder / f"at-{side}-{network.bundle.version[:12]}"
    folder.mkdir(parents=True, exist_ok=True)
    graph = openvino.Core().read_model(network.bundle.graph)
    graph.reshape({"photo": [1, side, side, 3]})
    openvino.save_model(graph, folder / GRAPH_FILE, compress_to_fp16=False)
    return Classifier(Bundle(network.bundle.card.model_copy(update={"input_size": side}), folder), workspace.threads)


def _logits(look: Look, network: Classifier, files: list[str], dogs: np.ndarray, workspace: Workspace) -> np.ndarray:
    name = f"look-{look.side}{'-zoomed' * look.zoomed}{'-mirrored' * look.mirrored}-{network.bundle.version[:12]}.f32"
    array = ResumableArray(workspace.folder / name, (len(files), len(ALL_BREEDS)), np.float32)
    load: Callable[[tuple[str, np.ndarray]], np.ndarray] = partial(_pixels, look, workspace.photos)
    items = list(zip(files, dogs, strict=True))
    return array.fill(items, load, lambda pixels: network.outputs(pixels)["logits"], name)


def _pixels(look: Look, photos: Path, item: tuple[str, np.ndarray]) -> np.ndarray:
    """What the look sees, uint8 [height, width, 3] RGB."""
    file, dog = item
    pixels = read_pixels(photos, file)
    if look.zoomed:
        pixels = second_look_crop(pixels, tuple(dog))
    return np.ascontiguousarray(pixels[:, ::-1]) if look.mirrored else pixels

"""Quick comparisons of how a photo is brought to the network, on the training photos of 30 breeds alone.

    python -m dogbreed.training.screening stretch crop pad mild-crop [--backbone-weights FILE]

Each choice costs one forward pass over 3,000 photos (about six minutes on two cores); its features are kept in the work
folder. Ridge regression on them, five-fold, takes a second and ranks choices as a fitted head does. The 30 breeds are
hounds and terriers, which look most alike.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import cv2
import numpy as np
import typer
from ai_edge_litert.interpreter import Interpreter
from rich.console import Console
from rich.table import Table

from dogbreed.atomic import atomic_write
from dogbreed.breeds import BREEDS
from dogbreed.dataset.index import load_index
from dogbreed.dataset.paths import IMAGES
from dogbreed.evaluation.metrics import proportion
from dogbreed.imaging.decode import decode
from dogbreed.imaging.resize import prepare
from dogbreed.networks.xception import CHANNELS, INPUT_SIZE, OFFSET, SCALE, xception
from dogbreed.resumable import ResumableArray
from dogbreed.settings import settings
from dogbreed.training.litert import Precision, to_litert

SCREENED = BREEDS[15:45]
FOLDS = 5
PENALTY = 30.0
LOW_RESOLUTION = 150


def low_resolution(pixels: np.ndarray) -> np.ndarray:
    """The middle square after the short side was reduced to 150 px: how much do sharper training photos matter?"""
    ratio = LOW_RESOLUTION / min(pixels.shape[:2])
    small = cv2.resize(pixels, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_AREA)
    return prepare(small, INPUT_SIZE, "crop")


def close_up(pixels: np.ndarray) -> np.ndarray:
    """The middle seven eighths of the middle square, the usual view of ImageNet evaluations."""
    enlarged = prepare(pixels, round(INPUT_SIZE * 8 / 7), "crop")
    margin = (len(enlarged) - INPUT_SIZE) // 2
    return enlarged[margin : margin + INPUT_SIZE, margin : margin + INPUT_SIZE]


def mild_crop(pixels: np.ndarray) -> np.ndarray:
    """The long side cut half way to the square, the rest stretched: loses less of wide photos."""
    height, width = pixels.shape[:2]
    side = min(height, width)
    top, left = (height - side) // 4, (width - side) // 4
    return prepare(np.ascontiguousarray(pixels[top : height - top, left : width - left]), INPUT_SIZE, "stretch")


CHOICES: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "stretch": lambda pixels: prepare(pixels, INPUT_SIZE, "stretch"),
    "crop": lambda pixels: prepare(pixels, INPUT_SIZE, "crop"),
    "pad": lambda pixels: prepare(pixels, INPUT_SIZE, "pad"),
    "mild-crop": mild_crop,
    "close-up": close_up,
    "low-resolution": low_resolution,
}


def features(choice: str, files: list[str], network: Path) -> np.ndarray:
    """The 2048 ImageNet features of each photo under one choice, float32 [photos, 2048]."""
    photos = settings().data_dir / IMAGES
    run = Interpreter(str(network), num_threads=settings().threads).get_signature_runner()

    def load(file: str) -> np.ndarray:
        prepared = CHOICES[choice](decode((photos / file).read_bytes()).pixels)
        return prepared.astype(np.float32) * np.float32(SCALE) + np.float32(OFFSET)

    array = ResumableArray(settings().work_dir / "screening" / f"{choice}.f32", (len(files), CHANNELS), np.float32)
    return np.asarray(array.fill(files, load, lambda photo: run(photo=photo[np.newaxis])["features"][0], choice))


def cross_validate(values: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Whether ridge regression on the square roots of the features gets each held-out photo right, bool [photos]."""
    values = np.sqrt(values.astype(np.float64))
    targets = np.eye(labels.max() + 1)[labels]
    correct = np.zeros(len(labels), bool)
    for fold in range(FOLDS):
        held_out = np.arange(len(labels)) % FOLDS == fold
        centre = values[~held_out].mean(axis=0)
        centred = values[~held_out] - centre
        gram = centred.T @ centred + PENALTY * np.eye(values.shape[1])
        weights = np.linalg.solve(gram, centred.T @ (targets[~held_out] - targets[~held_out].mean(axis=0)))
        correct[held_out] = ((values[held_out] - centre) @ weights).argmax(axis=1) == labels[held_out]
    return correct


def imagenet_network(backbone_weights: Path | None) -> Path:
    """Xception as ImageNet left it, as a flatbuffer in the work folder."""
    file = settings().work_dir / "screening" / "imagenet.tflite"
    if not file.exists():
        network = xception(1, backbone_weights or "imagenet")
        atomic_write(file, lambda part: part.write_bytes(to_litert(network, Precision.FLOAT32)))
    return file


def main(
    choices: Annotated[list[str] | None, typer.Argument(help=f"Of {', '.join(CHOICES)}.")] = None,
    backbone_weights: Annotated[Path | None, typer.Option(help="File with the ImageNet weights.")] = None,
) -> None:
    """Compare choices with the first."""
    network = imagenet_network(backbone_weights)
    index = load_index()
    wnids = [breed.wnid for breed in SCREENED]
    photos = index[(index["split"] == "train") & index["wnid"].isin(wnids)]
    labels = np.array([wnids.index(wnid) for wnid in photos["wnid"]])
    table = Table("", "top-1, five-fold", "right where the first is wrong", "wrong where the first is right")
    first = None
    for name in choices or CHOICES:
        correct = cross_validate(features(name, photos["file"].tolist(), network), labels)
        first = correct if first is None else first
        top1 = proportion(int(correct.sum()), len(correct))
        table.add_row(
            name,
            f"{top1.value:.1%} ({top1.low:.1%} to {top1.high:.1%})",
            str((correct & ~first).sum()),
            str((first & ~correct).sum()),
        )
    Console().print(table)


if __name__ == "__main__":
    typer.run(main)

"""Training and validation photos, decoded and resized once, with their targets."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from dogbreed.dataset.files import read_pixels
from dogbreed.dataset.index import reduced_area
from dogbreed.evaluation.scoring import class_indices
from dogbreed.imaging.resize import Fit, resize_to_square
from dogbreed.resumable import ResumableArray
from dogbreed.training.recipes import ModelSpec, Workspace
from dogbreed.training.views import Dogs

SIDE = 256
"""Of the squares that crops come from, px."""


def squares(photos: Path, files: Sequence[str], size: int, fit: Fit, work: Path) -> np.ndarray:
    """Decode photos and resize them to squares; stored in the work folder, resumable, with a progress bar.

    Args:
        photos: The dataset's folder `Images`.
        files: Names of the photos as in the table of photos.
        size: Side of the square, px.
        fit: How a photo becomes a square, see `dogbreed.imaging.resize`.
        work: The network's work folder.

    Returns:
        uint8 [photos, size, size, 3] RGB, memory-mapped: processes that train in parallel share one copy in memory.

    Raises:
        DogbreedError: A photo is missing or cannot be read.
    """
    names = hashlib.sha1("\n".join(files).encode(), usedforsecurity=False).hexdigest()[:12]
    array = ResumableArray(work / f"squares-{size}-{fit}-{names}.u8", (len(files), size, size, 3), np.uint8)
    return array.fill(
        files,
        lambda file: resize_to_square(read_pixels(photos, file), size, fit),
        lambda square: square,
        f"photos at {size} px",
    )


def smoothed_targets(labels: np.ndarray, classes: int, smoothing: float) -> np.ndarray:
    """One-hot targets with label smoothing (Szegedy et al. 2016).

    Args:
        labels: int [photos], indices of the true classes.
        classes: Number of classes.
        smoothing: Share of the probability, 0 to 1, that is spread evenly over all classes.

    Returns:
        float32 [photos, classes], rows summing to 1.
    """
    targets: np.ndarray = np.eye(classes, dtype=np.float32)[labels] * (1 - smoothing) + smoothing / classes
    return targets.astype(np.float32)


def training_dogs(workspace: Workspace, photos: pd.DataFrame, spec: ModelSpec, smoothing: float) -> Dogs:
    """The photos to learn from: those outside validation.

    Args:
        workspace: Of the network.
        photos: See `dogbreed.training.validation_split.training_photos`.
        spec: Of the network.
        smoothing: See `smoothed_targets`.
    """
    pixels = squares(workspace.photos, photos["file"].tolist(), SIDE, "stretch", workspace.folder.parent)
    kept = np.flatnonzero(~photos["validation"])
    table = photos.iloc[kept]
    boxes = [np.array([list(box) for box in several]) for several in table["boxes"]]
    sizes = table[["width", "height"]].to_numpy(copy=True)
    # Where the local copy shows nothing but the first box, that is the whole photo.
    for row in np.flatnonzero(table["file"].isin(reduced_area(workspace.photos.parent, table))):
        left, top, right, bottom = boxes[row][0]
        sizes[row] = right - left, bottom - top
        boxes[row] = np.array([[0, 0, *sizes[row]]])
    targets = smoothed_targets(class_indices(table["wnid"], spec.classes), len(spec.classes), smoothing)
    return Dogs(pixels[kept], sizes, boxes, targets)


def held_out_squares(workspace: Workspace, photos: pd.DataFrame, spec: ModelSpec) -> tuple[np.ndarray, np.ndarray]:
    """The validation photos as a network sees them, uint8 [photos, side, side, 3], and their one-hot targets."""
    table = photos[photos["validation"]]
    pixels = squares(workspace.photos, table["file"].tolist(), spec.input_size, spec.fit, workspace.folder)
    return pixels, smoothed_targets(class_indices(table["wnid"], spec.classes), len(spec.classes), 0)

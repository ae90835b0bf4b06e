"""What the second look at a photo brings, by the size of the dog, kept beside the network."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from dogbreed.dataset.csv_table import write_table
from dogbreed.dataset.photo_facts import filled
from dogbreed.evaluation.beside import load_beside
from dogbreed.evaluation.mcnemar import paired_difference
from dogbreed.inference.bundle import Bundle

SECOND_LOOK_FILE = "second_look.csv"
SIZES = {
    "any size": (0.0, 1.0),
    "less than a quarter of the photo": (0.0, 0.25),
    "a quarter to a half": (0.25, 0.5),
    "more than half": (0.5, 1.0),
}
COLUMNS = ("dog", "photos", "top1_once", "top1_twice", "gain", "gain_low", "gain_high", "p_value", "iou")


def second_look(
    photos: pd.DataFrame, once: np.ndarray, twice: np.ndarray, dogs: np.ndarray, whole: np.ndarray
) -> pd.DataFrame:
    """A row for each of `SIZES`, with the columns `COLUMNS`: how often either answer is right, and how well dogs are
    found.

    Args:
        photos: Rows of the index.
        once: Whether the answer with the first look alone is right, bool [photos]; likewise `twice`.
        dogs: See `dogbreed.evaluation.scoring.evident_dogs`.
        whole: bool [photos], false for photos that the local copy of the dataset shows only in part: no box of theirs
            can be compared.

    Returns:
        Accuracies and their difference with its 95 % interval and the p-value of McNemar's exact test; `iou`, the mean
        intersection over union of the dog that was found and the annotated box that fits it best.
    """
    sizes = list(zip(photos["width"], photos["height"], photos["boxes"], strict=True))
    fill = np.array([filled(*size) for size in sizes])
    overlap = np.array([best_overlap(dog, *size) for dog, size in zip(dogs, sizes, strict=True)])
    rows = []
    for dog, (low, high) in SIZES.items():
        inside = (fill >= low) & ((fill < high) | (high == 1))
        iou = overlap[inside & whole].mean()
        rows.append((dog, *_gain(once[inside], twice[inside]), iou))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _gain(once: np.ndarray, twice: np.ndarray) -> tuple[float, ...]:
    pair = paired_difference(twice, once)
    gain = pair.difference
    return pair.photos, once.mean(), twice.mean(), gain.value, gain.low, gain.high, pair.p_value


def best_overlap(dog: np.ndarray, width: int, height: int, boxes: Sequence[Sequence[int]]) -> float:
    """Intersection over union with the annotated box that fits best, 0 to 1.

    Args:
        dog: float [4], left, top, right and bottom as shares of the photo's width and height.
        width: Of the photo, px; likewise `height`.
        boxes: [xmin, ymin, xmax, ymax], px.
    """
    annotated = np.array(boxes) / (width, height, width, height)
    shared = np.prod(np.clip(np.minimum(dog[2:], annotated[:, 2:]) - np.maximum(dog[:2], annotated[:, :2]), 0, 1), 1)
    areas = np.prod(annotated[:, 2:] - annotated[:, :2], 1)
    return float((shared / (areas + np.prod(dog[2:] - dog[:2]) - shared)).max())


def write_second_look(table: pd.DataFrame, bundle: Bundle) -> None:
    """Keep it beside the network."""
    write_table(table.round(5), bundle.folder / SECOND_LOOK_FILE)


def load_second_look(bundle: Bundle) -> pd.DataFrame | None:
    """What was kept, None if it has not been measured.

    Raises:
        DogbreedError: The file is damaged.
    """
    return load_beside(bundle, SECOND_LOOK_FILE, COLUMNS, "figures of the second look", "")

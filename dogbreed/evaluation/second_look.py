"""Accuracy gained by the second look at a photo, by the size of the dog; stored in the network's folder."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from dogbreed.dataset.photo_facts import box_coverage
from dogbreed.evaluation.mcnemar import paired_difference
from dogbreed.evaluation.stored_results import BundleTable

SIZES = {
    "any size": (0.0, 1.0),
    "less than a quarter of the photo": (0.0, 0.25),
    "a quarter to a half": (0.25, 0.5),
    "more than half": (0.5, 1.0),
}
COLUMNS = ("dog", "photos", "top1_once", "top1_twice", "gain", "gain_low", "gain_high", "p_value", "iou")
SECOND_LOOK_TABLE = BundleTable("second_look.csv", COLUMNS, "figures of the second look")
"""The table of `second_look`."""


def second_look(
    photos: pd.DataFrame, once: np.ndarray, twice: np.ndarray, dogs: np.ndarray, whole: np.ndarray
) -> pd.DataFrame:
    """Compare the accuracy with and without the second look, and the located dogs with the annotated boxes.

    Args:
        photos: Rows of the table of photos, see `dogbreed.dataset.index`.
        once: Whether the answer of the first look alone is right, bool [photos].
        twice: Whether the answer of both looks together is right, bool [photos].
        dogs: Boxes of the located dogs, float [photos, 4], see `dogbreed.evaluation.scoring.score`.
        whole: bool [photos], false for photos that the local copy of the dataset shows only in part: their annotated
            boxes cannot be compared.

    Returns:
        One row per entry of `SIZES` with the columns `COLUMNS`: both accuracies, their difference with its 95 %
        interval, the p-value of McNemar's exact test, and `iou`, the mean intersection over union of the located dog
        and the annotated box that fits it best.
    """
    sizes = list(zip(photos["width"], photos["height"], photos["boxes"], strict=True))
    fill = np.array([box_coverage(*size) for size in sizes])
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
        width: Width of the photo, px.
        height: Height of the photo, px.
        boxes: Annotated boxes, each [xmin, ymin, xmax, ymax], px.
    """
    annotated = np.array(boxes) / (width, height, width, height)
    shared = np.prod(np.clip(np.minimum(dog[2:], annotated[:, 2:]) - np.maximum(dog[:2], annotated[:, :2]), 0, 1), 1)
    areas = np.prod(annotated[:, 2:] - annotated[:, :2], 1)
    return float((shared / (areas + np.prod(dog[2:] - dog[:2]) - shared)).max())

"""The input pipeline of training: photos are decoded and resized once, then augmented and batched by tf.data."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import tensorflow as tf

from dogbreed.dataset.pixels import read_pixels
from dogbreed.imaging.augment import Enlargement
from dogbreed.imaging.resize import Fit, resize_to_square
from dogbreed.resumable import ResumableArray


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
    return (np.eye(classes, dtype=np.float32)[labels] * (1 - smoothing) + smoothing / classes).astype(np.float32)


def batches(
    photos: np.ndarray,
    targets: np.ndarray,
    batch: int,
    enlargement: Enlargement | None = None,
    scale: float = 1 / 255,
    offset: float = 0.0,
) -> tf.data.Dataset:
    """Batches of photos and targets for training or validation.

    Args:
        photos: uint8 [photos, height, width, 3].
        targets: float32 [photos, classes], one-hot or smoothed.
        batch: Photos per batch; the last batch may be smaller.
        enlargement: Augmentation for training. An epoch is the whole enlarged set, `factor` times as many photos,
            shuffled anew in each epoch by the seed; the copies are the same in every epoch. None: the photos unchanged
            and in order, for validation.
        scale: The network's input is `scale` * pixels + `offset`.
        offset: See `scale`.

    Returns:
        Pairs of float32 [batch, height, width, 3] and float32 [batch, classes].
    """
    cv2.setNumThreads(1)  # batches are made in parallel threads
    factor = enlargement.factor if enlargement else 1

    def pixels(items: np.ndarray) -> np.ndarray:
        made = np.empty((len(items), *photos.shape[1:]), np.uint8)
        for position, item in enumerate(items):
            photo, copy = divmod(int(item), factor)
            made[position] = enlargement.copy(photos[photo], photo, copy) if enlargement else photos[photo]
        return made

    def inputs_and_targets(items: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        made = tf.ensure_shape(tf.numpy_function(pixels, [items], tf.uint8, stateful=False), [None, *photos.shape[1:]])
        return tf.cast(made, tf.float32) * scale + offset, tf.gather(targets, items // factor)

    items = tf.data.Dataset.range(len(photos) * factor)
    if enlargement:
        items = items.shuffle(len(photos) * factor, seed=enlargement.seed)
    return items.batch(batch).map(inputs_and_targets, tf.data.AUTOTUNE).prefetch(tf.data.AUTOTUNE)

"""Photos for training: decoded and squared once, then varied and batched by tf.data while the network learns."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import tensorflow as tf

from dogbreed.dataset.pixels import read_pixels
from dogbreed.imaging.augment import Enlargement
from dogbreed.imaging.resize import Fit, prepare
from dogbreed.resumable import ResumableArray


def squares(photos: Path, files: Sequence[str], size: int, fit: Fit, work: Path) -> np.ndarray:
    """The photos as squares, decoded by the first call and kept in the work folder; resumable, with a progress bar.

    Args:
        photos: The dataset's folder `Images`.
        files: The photos' names as in the index.
        size: Side of the square in pixels.

    Returns:
        uint8 [photos, size, size, 3] RGB, memory-mapped: processes that train side by side share one copy in memory.

    Raises:
        DogbreedError: A photo is missing or cannot be read.
    """
    names = hashlib.sha1("\n".join(files).encode(), usedforsecurity=False).hexdigest()[:12]
    array = ResumableArray(work / f"squares-{size}-{fit}-{names}.u8", (len(files), size, size, 3), np.uint8)
    return array.fill(
        files,
        lambda file: prepare(read_pixels(photos, file), size, fit),
        lambda square: square,
        f"photos at {size} px",
    )


def batches(
    photos: np.ndarray,
    targets: np.ndarray,
    batch: int,
    enlargement: Enlargement | None = None,
    scale: float = 1 / 255,
    offset: float = 0.0,
) -> tf.data.Dataset:
    """Photos and targets in batches.

    Args:
        photos: uint8 [photos, height, width, 3].
        targets: float32 [photos, classes], one-hot or smoothed.
        batch: Photos in a batch; the last one may be smaller.
        enlargement: For training: an epoch is the whole enlarged set, `factor` times as many photos, in a new order
            each time and the same orders for the same seed. The copies themselves stay what they are from epoch to
            epoch. None: the photos as they are, in their order.
        scale: A network's input is `scale` * pixels + `offset`.

    Returns:
        Pairs of float32 [batch, height, width, 3] and float32 [batch, classes].
    """
    cv2.setNumThreads(1)  # several batches are made at once
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

"""Input of training: enlarged sets of fixed copies, augmented and batched by tf.data."""

import cv2
import numpy as np
import tensorflow as tf

from dogbreed.imaging.augment import Enlargement


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

"""The usual way to augment in Keras: its preprocessing layers on every batch, here to be measured against."""

import keras
import numpy as np
import tensorflow as tf

from dogbreed.imaging.augment import Augmentation


def layered_batches(photos: np.ndarray, targets: np.ndarray, batch: int, augmentation: Augmentation) -> tf.data.Dataset:
    """The photos in batches, varied anew each time by one Keras layer for each of the five changes.

    Args:
        photos: uint8 [photos, height, width, 3].
        targets: float32 [photos, classes].
        batch: Photos in a batch.

    Returns:
        Pairs of float32 [batch, height, width, 3], 0 to 1, and float32 [batch, classes].
    """
    vary = keras.Sequential(
        [
            keras.layers.RandomFlip("horizontal"),
            keras.layers.RandomZoom(augmentation.zoom),
            keras.layers.RandomRotation(augmentation.rotation / 360),
            keras.layers.RandomTranslation(augmentation.translation, augmentation.translation),
            keras.layers.RandomContrast(augmentation.contrast),
            keras.layers.Rescaling(1 / 255),
        ]
    )
    shuffled = tf.data.Dataset.from_tensor_slices((photos, targets)).shuffle(len(photos))
    return (
        shuffled.batch(batch)
        .map(lambda pixels, target: (vary(pixels, training=True), target), tf.data.AUTOTUNE)
        .prefetch(tf.data.AUTOTUNE)
    )

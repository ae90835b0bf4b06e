"""A Keras network as a LiteRT flatbuffer.

TensorFlow is imported when a network is converted: the command line offers the precisions without it.
"""

# ruff: noqa: PLC0415
import tempfile
from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import keras


class Precision(StrEnum):
    """How weights are stored and computed with.

    `float16` stores halves and computes in float32, `dynamic` stores int8 and quantises activations on the fly, `int8`
    computes in int8 throughout, with ranges taken from representative photos.
    """

    FLOAT32 = "float32"
    FLOAT16 = "float16"
    DYNAMIC = "dynamic"
    INT8 = "int8"


def to_litert(
    network: "keras.Model",
    precision: Precision,
    representative: Iterable[np.ndarray] = (),
    input_size: int | None = None,
) -> bytes:
    """Convert a network for one photo at a time; its outputs keep their names.

    Args:
        network: From one image input to a dictionary of outputs.
        representative: Network inputs, float32 [size, size, 3], to take the ranges of `int8` from.
        input_size: Side of the square photo in pixels, for a network that takes any.
    """
    import keras
    import tensorflow as tf

    height, width, channels = network.input.shape[1:]
    shape = (1, input_size or height, input_size or width, channels)
    signature = [keras.InputSpec(shape=shape, dtype="float32", name="photo")]
    with tempfile.TemporaryDirectory() as folder:
        network.export(folder, format="tf_saved_model", input_signature=signature, verbose=False)
        converter = tf.lite.TFLiteConverter.from_saved_model(folder)
        if precision is not Precision.FLOAT32:
            converter.optimizations = [tf.lite.Optimize.DEFAULT]
        if precision is Precision.FLOAT16:
            converter.target_spec.supported_types = [tf.float16]
        if precision is Precision.INT8:
            photos = list(representative)
            converter.representative_dataset = lambda: ([photo[np.newaxis]] for photo in photos)
            converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
        return bytes(converter.convert())

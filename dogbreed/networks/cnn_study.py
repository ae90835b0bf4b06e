"""The convolutional network of the 2023 study that this project continues, with its settings as parameters.

Three convolutions, each followed by max pooling, then a flattened dense layer. That layer has
separate weights for every position, so no map over the photo averages to the logits: this network has no evidence map.
"""

from dataclasses import dataclass
from typing import Literal

import keras

from dogbreed.errors import DogbreedError

SCALE, OFFSET = 1 / 255, 0.0

LastActivation = Literal["softmax", "sigmoid"]


class ImpossibleSettingsError(DogbreedError):
    """A kernel or a pooling window is larger than what it is applied to."""


@dataclass(frozen=True)
class StudySettings:
    """Settings of the network; the defaults are the study's final ones.

    Attributes:
        classes: Number of breeds.
        input_size: Side of the square photo in pixels.
        conv1_kernel: Side of the first kernel; the first convolution has stride 1.
        conv1_width: Its number of filters; likewise `conv2_width` and `conv3_width`, whose kernels are 3x3.
        stride: Of the second and the third convolution.
        pool: Side and stride of the three pooling windows.
        dense: Units of the dense layer.
        dropout: Share of these units that each training step drops.
        last_activation: How the loss reads the logits: "softmax", one breed per photo, or "sigmoid", each breed by
            itself.
    """

    classes: int = 120
    input_size: int = 224
    conv1_kernel: int = 5
    conv1_width: int = 16
    conv2_width: int = 128
    conv3_width: int = 256
    stride: int = 2
    pool: int = 2
    dense: int = 64
    dropout: float = 0.5
    last_activation: LastActivation = "softmax"

    @property
    def convolutions(self) -> tuple[tuple[int, int, int], ...]:
        """Filters, side of the kernel and stride of each."""
        return (
            (self.conv1_width, self.conv1_kernel, 1),
            (self.conv2_width, 3, self.stride),
            (self.conv3_width, 3, self.stride),
        )


def cnn_study(settings: StudySettings) -> keras.Model:
    """Build the network.

    Returns:
        A model from photos, float32 [batch, size, size, 3] in 0 to 1, to `logits` [batch, classes] and `features`
        [batch, dense], the units of the dense layer.

    Raises:
        ImpossibleSettingsError: A kernel or a pooling window is larger than its input.
    """
    _check(settings)
    layers = keras.layers
    photo = values = keras.Input((settings.input_size, settings.input_size, 3), name="photo")
    for number, (width, kernel, stride) in enumerate(settings.convolutions, 1):
        values = layers.Conv2D(width, kernel, stride, activation="relu", name=f"conv{number}")(values)
        values = layers.MaxPooling2D(settings.pool, name=f"pool{number}")(values)
    values = layers.Flatten(name="flatten")(values)
    features = layers.Dense(settings.dense, activation="relu", name="features")(values)
    logits = layers.Dense(settings.classes, name="logits")(layers.Dropout(settings.dropout, name="dropout")(features))
    return keras.Model(photo, {"logits": logits, "features": features}, name="cnn-study")


def loss(settings: StudySettings) -> keras.losses.Loss:
    """The cross-entropy that goes with the last activation."""
    if settings.last_activation == "sigmoid":
        return keras.losses.BinaryCrossentropy(from_logits=True)
    return keras.losses.CategoricalCrossentropy(from_logits=True)


def _check(settings: StudySettings) -> None:
    """Raise an error if the feature maps, without padding, become smaller than a window."""
    side = settings.input_size
    for number, (_, kernel, stride) in enumerate(settings.convolutions, 1):
        for window, step, what in ((kernel, stride, "kernel"), (settings.pool, settings.pool, "pooling window")):
            if window > side:
                raise ImpossibleSettingsError(
                    f"The {what} of convolution {number} is {window} px wide and its input only {side} px: "
                    "choose a larger input, or smaller kernels, strides or pooling windows."
                )
            side = (side - window) // step + 1

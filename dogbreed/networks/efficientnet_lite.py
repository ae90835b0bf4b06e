"""The ImageNet filter: EfficientNet-Lite2 with its 1000 ImageNet classes, which tells whether a photo shows a dog.

EfficientNet (Tan and Le 2019) in its Lite form (Liu 2020): no squeeze-and-excite, and ReLU6, so that it can be
quantised.
"""

import math
import re
from dataclasses import dataclass
from pathlib import Path

import keras
import numpy as np

from dogbreed.imagenet import BREED_PLACES, IMAGENET

INPUT_SIZE = 260
SCALE, OFFSET = 1 / 128, -127 / 128
WIDTH, DEPTH = 1.1, 1.2
STEM, HEAD = 32, 1280
EPSILON = 1e-3


@dataclass(frozen=True)
class Stage:
    """Inverted residual blocks of one width (Sandler et al. 2018), as in Lite0.

    Attributes:
        repeats: Number of blocks; only the first has the stride.
        kernel: Side of the depthwise kernel.
        stride: Of the first block.
        expand: Times as many filters inside a block as come into it.
        width: Filters that come out.
    """

    repeats: int
    kernel: int
    stride: int
    expand: int
    width: int


STAGES = (
    Stage(1, 3, 1, 1, 16),
    Stage(2, 3, 2, 6, 24),
    Stage(2, 5, 2, 6, 40),
    Stage(3, 3, 2, 6, 80),
    Stage(3, 5, 1, 6, 112),
    Stage(4, 5, 2, 6, 192),
    Stage(1, 3, 1, 6, 320),
)


def efficientnet_lite2(weights: Path | None) -> keras.Model:
    """Build the network.

    Args:
        weights: Its arrays under their PyTorch names and in PyTorch's order of axes, as one `.npz`; None draws them at
            random.

    Returns:
        A model from photos, float32 [batch, 260, 260, 3] in -1 to 1, to `imagenet`, the logits of all classes
        [batch, 1000], `logits`, those of the 120 breeds alone [batch, 120], and `features` [batch, 1280].
    """
    layers = keras.layers
    photo = keras.Input((INPUT_SIZE, INPUT_SIZE, 3), name="photo")
    values = layers.Conv2D(STEM, 3, 2, padding="same", use_bias=False, name="conv_stem")(photo)
    values = _normalised(values, "bn0")
    number = 0
    for place, stage in enumerate(STAGES):
        repeats = stage.repeats if place in (0, len(STAGES) - 1) else math.ceil(stage.repeats * DEPTH)
        for repeat in range(repeats):
            values = _block(values, stage, stage.stride if repeat == 0 else 1, f"blocks.{number}")
            number += 1
    values = layers.Conv2D(HEAD, 1, use_bias=False, name="conv_head")(values)
    features = layers.GlobalAveragePooling2D(name="features")(_normalised(values, "bn1"))
    imagenet = layers.Dense(len(IMAGENET), name="fc")(features)
    breeds = keras.ops.take(imagenet, BREED_PLACES, axis=1)
    network = keras.Model(photo, {"logits": breeds, "imagenet": imagenet, "features": features}, name="gate")
    if weights:
        _load(network, weights)
    return network


def _block(values: keras.KerasTensor, stage: Stage, stride: int, name: str) -> keras.KerasTensor:
    layers, width, inner = keras.layers, _widened(stage.width), values
    if stage.expand > 1:
        inner = layers.Conv2D(values.shape[-1] * stage.expand, 1, use_bias=False, name=f"{name}.expand_conv")(inner)
        inner = _normalised(inner, f"{name}.bn0")
    inner = layers.DepthwiseConv2D(stage.kernel, stride, padding="same", use_bias=False, name=f"{name}.depthwise_conv")(
        inner
    )
    inner = _normalised(inner, f"{name}.bn1")
    inner = layers.Conv2D(width, 1, use_bias=False, name=f"{name}.project_conv")(inner)
    inner = layers.BatchNormalization(epsilon=EPSILON, name=f"{name}.bn2")(inner)
    return layers.Add()([values, inner]) if stride == 1 and values.shape[-1] == width else inner


def _normalised(values: keras.KerasTensor, name: str) -> keras.KerasTensor:
    values = keras.layers.BatchNormalization(epsilon=EPSILON, name=name)(values)
    return keras.layers.ReLU(6)(values)


def _widened(width: int) -> int:
    """The nearest multiple of 8 that is at most 10 % less."""
    wider = width * WIDTH
    rounded = max(8, int(wider + 4) // 8 * 8)
    return rounded + 8 if rounded < 0.9 * wider else rounded


def save_untrained(file: Path) -> None:
    """Save the network with random weights: enough to measure time and memory with."""
    efficientnet_lite2(None).save(file)


def _load(network: keras.Model, weights: Path) -> None:
    """Give every layer its arrays; PyTorch's convolutions are [out, in, height, width]."""
    with np.load(weights) as stored:
        arrays = {re.sub(r"(^|\.)_", r"\1", name): array for name, array in stored.items()}
    for layer in network.layers:
        match layer:
            case keras.layers.BatchNormalization():
                names = ("weight", "bias", "running_mean", "running_var")
                layer.set_weights([arrays[f"{layer.name}.{name}"] for name in names])
            case keras.layers.DepthwiseConv2D():
                layer.set_weights([arrays[f"{layer.name}.weight"].transpose(2, 3, 0, 1)])
            case keras.layers.Conv2D():
                layer.set_weights([arrays[f"{layer.name}.weight"].transpose(2, 3, 1, 0)])
            case keras.layers.Dense():
                layer.set_weights([arrays[f"{layer.name}.weight"].T, arrays[f"{layer.name}.bias"]])

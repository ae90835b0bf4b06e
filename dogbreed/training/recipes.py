"""What a network is made with: its workspace, its model spec and its recipe.

Which recipe is whose stands in `dogbreed.networks.registry`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Literal

import keras
import numpy as np
import pandas as pd

from dogbreed.breeds import BREEDS
from dogbreed.dataset.files import IMAGES
from dogbreed.imaging.resize import Fit, resize_to_square
from dogbreed.networks.registry import REGISTRY
from dogbreed.settings import settings
from dogbreed.training.validation_split import training_photos

ALL_BREEDS = tuple(known.wnid for known in BREEDS)


@dataclass(frozen=True)
class Workspace:
    """The folders of one network's training.

    Attributes:
        folder: Where its steps keep their results.
        photos: The dataset's folder `Images`.
        threads: CPU threads of one forward pass.
    """

    folder: Path
    photos: Path
    threads: int

    @classmethod
    def of(cls, network: str) -> "Workspace":
        """The workspace of a network in the folders of the settings."""
        chosen = settings()
        return cls(chosen.work_dir / network, chosen.data_dir / IMAGES, chosen.threads)


@dataclass(frozen=True)
class ModelSpec:
    """What a card says of a network beside its title and what is measured.

    Attributes:
        name: Its name in `dogbreed.networks.registry`, and of its bundle.
        input_size: Side of the square input, px.
        fit: How a photo is brought to the square, see `dogbreed.imaging.resize`.
        scale: The network's input is `pixel * scale + offset`, pixel in 0 to 255.
        classes: WordNet ids in the order of the logits.
    """

    name: str
    input_size: int
    fit: Fit
    scale: float
    offset: float
    trained_on: str
    licence: str
    classes: tuple[str, ...] = ALL_BREEDS

    def finished(self, workspace: Workspace) -> Path:
        """The file of the trained network."""
        return workspace.folder / f"{self.name}.keras"

    def trained(self, workspace: Workspace) -> keras.Model:
        """The trained network."""
        return keras.models.load_model(self.finished(workspace), compile=False)

    def input(self, pixels: np.ndarray) -> np.ndarray:
        """The network's input for a photo, float32 [size, size, 3]."""
        prepared = resize_to_square(pixels, self.input_size, self.fit).astype(np.float32)
        return prepared * np.float32(self.scale) + np.float32(self.offset)

    def training_photos(self, index: pd.DataFrame) -> pd.DataFrame:
        """The training photos of its breeds, see `dogbreed.training.validation_split`."""
        return training_photos(index[index["wnid"].isin(self.classes)])


@dataclass(frozen=True)
class Recipe:
    """How a network is made from the training photos.

    Attributes:
        spec: Of the network.
        train: Takes a `Workspace` and the table of `dogbreed.dataset.index`, runs every step that has not been run,
            and returns the file of the finished network. Recipes of pretrained networks take `backbone_weights` too.
    """

    spec: ModelSpec
    train: Callable[..., Path]


def recipe(network: str, backbone_weights: Path | Literal["imagenet"] = "imagenet") -> Recipe:
    """The recipe of a network, ready to train it.

    Args:
        network: A name in the registry whose entry has a recipe.
        backbone_weights: Of pretrained networks, see `dogbreed.networks`; the others are trained from scratch.
    """
    entry = REGISTRY[network]
    if entry.recipe is None:
        raise KeyError(f"{network} has no recipe")
    module, _, attribute = entry.recipe.partition(":")
    found: Recipe = getattr(import_module(module), attribute)
    if entry.pretrained:
        return replace(found, train=partial(found.train, backbone_weights=backbone_weights))
    return found

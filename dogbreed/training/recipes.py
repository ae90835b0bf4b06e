"""How each network is trained; which recipe is whose stands in `dogbreed.networks.registry`."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Literal

from dogbreed.networks.registry import REGISTRY
from dogbreed.training.bundle_export import ModelSpec


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

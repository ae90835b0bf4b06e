"""`python -m dogbreed train NETWORK`: from photos to a trained network."""

# ruff: noqa: PLC0415
from pathlib import Path
from typing import Annotated

import typer

from dogbreed.commands import installation
from dogbreed.errors import DogbreedError
from dogbreed.networks.registry import IMAGENET_FILTER, REGISTRY, XCEPTION
from dogbreed.settings import settings

PRETRAINED = " and ".join(name for name, entry in REGISTRY.items() if entry.pretrained)


def _registered(name: str) -> str:
    if name not in REGISTRY:
        raise typer.BadParameter(f"{name!r} is not one of {', '.join(map(repr, REGISTRY))}.")
    return name


Network = Annotated[
    str, typer.Argument(help="Which network.", metavar=f"{{{'|'.join(REGISTRY)}}}", callback=_registered)
]


def train(
    network: Network,
    backbone_weights: Annotated[
        Path | None,
        typer.Option(help=f"For {PRETRAINED}: file with the ImageNet weights.", show_default="downloaded by Keras"),
    ] = None,
) -> None:
    """Train a network on the official training photos. Stop it at any time: the same command goes on where it was."""
    if REGISTRY[network].recipe is None:
        raise DogbreedError(
            f"“{network}” is not trained: it combines “{XCEPTION}” and “{IMAGENET_FILTER}”, and "
            f"`python -m dogbreed export {network}` fits their weights."
        )
    from dogbreed.dataset.files import check_complete

    installation.check_installed()
    check_complete(settings().data_dir)
    if backbone_weights and not backbone_weights.is_file():
        raise DogbreedError(f"There is no file {backbone_weights}: give --backbone-weights the file that holds them.")
    from dogbreed.dataset.index import load_index
    from dogbreed.training.recipes import Workspace, recipe

    finished = recipe(network, backbone_weights or "imagenet").train(Workspace.of(network), load_index())
    typer.echo(f"{finished} holds the trained network; `python -m dogbreed export {network}` makes it ready to serve.")

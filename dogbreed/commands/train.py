"""`python -m dogbreed train NETWORK`: from photos to a trained network."""

# ruff: noqa: PLC0415
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dogbreed.errors import DogbreedError
from dogbreed.settings import settings


class Network(StrEnum):
    """What can be trained."""

    XCEPTION = "xception"


def train(
    network: Annotated[Network, typer.Argument(help="Which network.")],
    backbone_weights: Annotated[
        Path | None,
        typer.Option(help="File with the ImageNet weights of the backbone.", show_default="downloaded by Keras"),
    ] = None,
) -> None:
    """Train a network on the official training photos. Stop it at any time: the same command goes on where it was."""
    from dogbreed.dataset.index import load_index
    from dogbreed.dataset.layout import IMAGES, is_complete

    if not is_complete(settings().data_dir):
        raise DogbreedError(
            f"There is no dataset in {settings().data_dir}: run `python -m dogbreed data download` first, "
            "or say where it is with DOGBREED_DATA_DIR."
        )
    if backbone_weights and not backbone_weights.is_file():
        raise DogbreedError(f"There is no file {backbone_weights}: give --backbone-weights a file of Keras weights.")
    from dogbreed.training import xception

    workplace = xception.Workplace(settings().work_dir / network, settings().data_dir / IMAGES, settings().threads)
    finished = xception.train(workplace, load_index(), backbone_weights or "imagenet")
    typer.echo(f"{finished} holds the trained network; `python -m dogbreed export {network}` makes it ready to serve.")

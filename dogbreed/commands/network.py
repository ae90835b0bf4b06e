"""The argument of `train` and `export`: a network of the registry."""

from typing import Annotated

import typer

from dogbreed.networks.registry import REGISTRY


def _registered(name: str) -> str:
    if name not in REGISTRY:
        raise typer.BadParameter(f"{name!r} is not one of {', '.join(map(repr, REGISTRY))}.")
    return name


Network = Annotated[
    str, typer.Argument(help="Which network.", metavar=f"{{{'|'.join(REGISTRY)}}}", callback=_registered)
]

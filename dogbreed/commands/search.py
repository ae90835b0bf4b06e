"""`python -m dogbreed search`: hyper-parameter search for the study's CNN."""

# ruff: noqa: PLC0415
from typing import Annotated

import typer

from dogbreed.commands import train_extra
from dogbreed.commands.train import dataset_photos
from dogbreed.settings import settings


def search(
    configurations: Annotated[int, typer.Option(min=1, help="Number of configurations that have to finish.")] = 40,
) -> None:
    """Search the hyper-parameters of the study's CNN. It can be stopped and resumed; several processes can share it."""
    train_extra.check_installed()
    photos = dataset_photos()
    from dogbreed.dataset.index import load_index
    from dogbreed.experiments.seed_variance import best_configuration
    from dogbreed.training.recipes import Workspace
    from dogbreed.training.search import search

    search(Workspace(settings().work_dir / "search", photos, settings().threads), load_index(), configurations)
    best = best_configuration()
    typer.echo(f"The best configuration is that of trial {best.params['trial']}: `python -m dogbreed train cnn-study`.")

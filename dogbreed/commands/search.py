"""`python -m dogbreed search`: which settings suit the study's CNN."""

# ruff: noqa: PLC0415
from typing import Annotated

import typer

from dogbreed.commands import train_extra
from dogbreed.commands.train import dataset_photos
from dogbreed.settings import settings


def search(
    configurations: Annotated[int, typer.Option(min=1, help="How many are to finish.")] = 40,
) -> None:
    """Search the settings of the study's CNN. Stop it at any time; several processes can share one search."""
    train_extra.check_installed()
    photos = dataset_photos()
    from dogbreed.dataset.index import load_index
    from dogbreed.training.search import search
    from dogbreed.training.search_results import best_configuration
    from dogbreed.training.workspace import Workspace

    search(Workspace(settings().work_dir / "search", photos, settings().threads), load_index(), configurations)
    best = best_configuration()
    typer.echo(f"The best configuration is that of trial {best.params['trial']}: `python -m dogbreed train cnn-study`.")

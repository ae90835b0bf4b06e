"""`python -m dogbreed search`: hyper-parameter search for the study's CNN."""

# ruff: noqa: PLC0415
from typing import Annotated

import typer

from dogbreed.commands import installation
from dogbreed.settings import settings


def search(
    configurations: Annotated[int, typer.Option(min=1, help="Number of configurations that have to finish.")] = 40,
) -> None:
    """Search the hyper-parameters of the study's CNN. It can be stopped and resumed; several processes can share it."""
    installation.check_installed()
    from dogbreed.dataset.files import check_complete

    check_complete(settings().data_dir)
    from dogbreed.dataset.index import load_index
    from dogbreed.experiments.seed_variance import best_configuration
    from dogbreed.training.recipes import Workspace
    from dogbreed.training.search import search

    search(Workspace.of("search"), load_index(), configurations)
    best = best_configuration()
    typer.echo(f"The best configuration is that of trial {best.params['trial']}: `python -m dogbreed train cnn-study`.")

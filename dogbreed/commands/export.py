"""`python -m dogbreed export NETWORK`: a trained network becomes what the app runs."""

# ruff: noqa: PLC0415
from typing import Annotated

import typer

from dogbreed.commands.network import Network
from dogbreed.errors import DogbreedError
from dogbreed.settings import settings
from dogbreed.training.precision import Precision


def export(
    network: Annotated[Network, typer.Argument(help="Which network.")],
    precision: Annotated[Precision, typer.Option(help="How weights are stored.")] = Precision.DYNAMIC,
) -> None:
    """Export a trained network to LiteRT, calibrate it on the validation photos and put it into the models folder."""
    folder = settings().work_dir / network
    if not (folder / f"{network}.keras").exists():
        raise DogbreedError(f"There is no trained network in {folder}: run `python -m dogbreed train {network}` first.")

    from dogbreed.dataset.index import load_index
    from dogbreed.dataset.layout import IMAGES
    from dogbreed.training.bundling import install, make_bundle
    from dogbreed.training.recipes import recipe
    from dogbreed.training.similar import with_similar_photos
    from dogbreed.training.workplace import Workplace

    workplace = Workplace(folder, settings().data_dir / IMAGES, settings().threads)
    index = load_index()
    made = with_similar_photos(make_bundle(workplace, recipe(network).description, index, precision), workplace, index)
    target = install(made, settings().models_dir)
    typer.echo(
        f"{target}: {made.network.stat().st_size / 1e6:.1f} MB, temperature {made.card.temperature:.3f}, "
        f"names one breed from a probability of {made.card.thresholds.breed:.1%}."
    )

"""`python -m dogbreed export NETWORK`: a trained network becomes what the app runs."""

# ruff: noqa: PLC0415
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dogbreed.commands.installation import check_writable
from dogbreed.commands.train import Network
from dogbreed.errors import DogbreedError
from dogbreed.networks.registry import REGISTRY, XCEPTION
from dogbreed.settings import settings
from dogbreed.training.openvino_export import Precision

if TYPE_CHECKING:
    from dogbreed.inference.bundle import Bundle


def export(
    network: Network,
    precision: Annotated[Precision, typer.Option(help="How weights are stored.")] = Precision.INT8,
    other_dogs: Annotated[
        Path | None,
        typer.Option(
            help="For served: folder with photos of breeds outside the 120, for its memory of other dogs.",
            show_default="the memory that it has",
            exists=True,
            file_okay=False,
        ),
    ] = None,
) -> None:
    """Export a trained network to OpenVINO, calibrate it on the validation photos and put it into the models folder."""
    from dogbreed.training.bundle_export import install

    check_writable(settings().models_dir)
    made = _exported(network, precision) if REGISTRY[network].recipe else _ensemble(other_dogs)
    target, thresholds = install(made, settings().models_dir), made.card.thresholds
    typer.echo(
        f"{target}: temperature {made.card.temperature:.3f}; names one breed from a probability of "
        f"{thresholds.breed:.1%}, two or three from {thresholds.lookalikes:.1%} together, a kennel group from "
        f"{thresholds.group:.1%}; sees a dog from {thresholds.dog:.1%}."
    )


def _exported(network: str, precision: Precision) -> "Bundle":
    folder = settings().work_dir / network
    if not (folder / f"{network}.keras").exists():
        raise DogbreedError(f"There is no trained network in {folder}: run `python -m dogbreed train {network}` first.")

    from dogbreed.dataset.index import load_index
    from dogbreed.training.bundle_export import make_bundle
    from dogbreed.training.recipes import Workspace, recipe
    from dogbreed.training.similar_index import with_similar_photos

    workspace, index = Workspace.of(network), load_index()
    made = make_bundle(workspace, recipe(network).spec, index, precision)
    return with_similar_photos(made, workspace, index) if network == XCEPTION else made


def _ensemble(other_dogs: Path | None) -> "Bundle":
    from dogbreed.dataset.files import IMAGES
    from dogbreed.dataset.index import load_index
    from dogbreed.training.ensemble import fit_ensemble

    return fit_ensemble(settings().work_dir, settings().data_dir / IMAGES, load_index(), settings().threads, other_dogs)

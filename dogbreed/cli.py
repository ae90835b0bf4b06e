"""The command line: `python -m dogbreed COMMAND`."""

import sys

import typer

from dogbreed.commands import bench, data, evaluate, export, predict, runs, search, train
from dogbreed.errors import DogbreedError

app = typer.Typer(
    help="Which breed is this dog, how sure is the network, and why?", no_args_is_help=True, add_completion=False
)
app.add_typer(data.app, name="data")
app.add_typer(runs.app, name="runs")
app.command()(predict.predict)
app.command()(train.train)
app.command()(search.search)
app.command()(export.export)
app.command()(evaluate.evaluate)
app.command()(bench.bench)


def main() -> None:
    """Run a command. A `DogbreedError` becomes a sentence on stderr and exit status 2."""
    try:
        app()
    except DogbreedError as error:
        typer.echo(str(error), err=True)
        sys.exit(2)

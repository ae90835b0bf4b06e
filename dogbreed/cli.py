"""The command line: `dogbreed COMMAND` or `python -m dogbreed COMMAND`."""

import io
import sys

import typer

from dogbreed.commands import bench, data, evaluate, export, installation, predict, runs, search, teach, train
from dogbreed.errors import DogbreedError

app = typer.Typer(
    help="Which breed is this dog, how sure is the network, and why?",
    epilog="The app (app.py, pages/) is in the repository, not in the wheel: `make app` in a clone starts it.",
    no_args_is_help=True,
    add_completion=False,
)
app.add_typer(data.app, name="data")
app.add_typer(runs.app, name="runs")
app.command()(predict.predict)
app.command()(teach.teach)
app.command()(train.train)
app.command()(search.search)
app.command()(export.export)
app.command()(evaluate.evaluate)
app.command()(bench.bench)


def main() -> None:
    """Run a command. A `DogbreedError` becomes a sentence on stderr and exit status 2, a missing extra status 1.

    Characters that the output cannot hold, such as those of a Windows code page, are replaced: they end no command.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    try:
        app()
    except DogbreedError as error:
        typer.echo(str(error), err=True)
        sys.exit(2)
    except ModuleNotFoundError as missing:
        sentence = installation.how_to_install(missing)
        if sentence is None:
            raise
        typer.echo(sentence, err=True)
        sys.exit(1)

"""`python -m dogbreed runs ...`: the runs of the tracking store as text files, and back."""

# ruff: noqa: PLC0415
import typer
from rich.console import Console

from dogbreed.settings import settings

app = typer.Typer(help="Training and search runs: as text files, and back.", no_args_is_help=True)


@app.command("export")
def export_() -> None:
    """Write every run that finished or failed into a text file."""
    from dogbreed.experiments import export_runs

    with Console(stderr=True).status("Reading the runs"):
        count = export_runs()
    typer.echo(f"{settings().models_dir / 'runs'} holds every run of the store that finished or failed: {count}.")


@app.command("import")
def import_() -> None:
    """Make the tracking store if there is none, and put every run of the text files into it that it does not hold."""
    from dogbreed.experiments import import_runs

    with Console(stderr=True).status("Filling the tracking store"):
        added, count = import_runs()
    typer.echo(f"The store holds every run of {settings().models_dir / 'runs'}: {count}, {added} of them new.")

"""`python -m dogbreed runs ...`: export the runs of the tracking store to text files, and import them."""

# ruff: noqa: PLC0415
import typer
from rich.console import Console

from dogbreed.commands.installation import check_writable
from dogbreed.settings import settings

app = typer.Typer(help="Training and search runs: export to text files, import from them.", no_args_is_help=True)


@app.command("export")
def export_() -> None:
    """Write every run that finished or failed to a text file."""
    from dogbreed.experiments import export_runs

    check_writable(settings().models_dir)
    with Console(stderr=True).status("Reading the runs"):
        count = export_runs()
    typer.echo(f"{settings().models_dir / 'runs'} holds every run of the store that finished or failed: {count}.")


@app.command("import")
def import_() -> None:
    """Create the tracking store if there is none, and add the runs of the text files that it does not have."""
    from dogbreed.experiments import import_runs

    with Console(stderr=True).status("Filling the tracking store"):
        added, count = import_runs()
    typer.echo(f"The store holds every run of {settings().models_dir / 'runs'}: {count}, {added} of them new.")

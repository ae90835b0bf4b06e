"""`python -m dogbreed predict PATHS...`: name the breed in each photo."""

# ruff: noqa: PLC0415
import csv
import json
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dogbreed.batch.limits import LIMITS
from dogbreed.networks.registry import ENSEMBLE
from dogbreed.settings import settings

if TYPE_CHECKING:
    from dogbreed.inference.identify import Answer

Write = Callable[["Answer"], None]
PROGRESS_INTERVAL = 5.0
"""Seconds between two progress messages."""


def predict(
    paths: Annotated[
        list[Path], typer.Argument(help=f"Photos, folders and zip archives of photos. {LIMITS}", show_default=False)
    ],
    model: Annotated[str | None, typer.Option(help="Network to use.", show_default=ENSEMBLE)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON array with an object per photo.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print a CSV table with a row per photo.")] = False,
) -> None:
    """Name the breed in each photo. A file that cannot be read never stops the rest; the exit status is then 1.

    Ctrl-C stops after the current photo: the output so far is complete, and the exit status is 130.
    """
    from dogbreed.batch.paths import photos_at
    from dogbreed.inference.ensemble import load_network

    if as_json and as_csv:
        raise typer.BadParameter("Choose one of --json and --csv: both print to the same place.")
    classifier = load_network(model or settings().model, settings().threads)
    total = sum(1 for _ in photos_at(paths))
    failed, done = False, 0
    with _stoppable() as stopped, _output(as_json, as_csv) as write:
        report = _progress(total)
        for done, file in enumerate(photos_at(paths), 1):
            answer = file.answer(classifier)
            failed |= answer.error is not None
            write(answer)
            report(done)
            if stopped():
                break
    if stopped() and done < total:
        typer.echo(f"Stopped after {done:,} of {total:,} photos; what is printed is complete.", err=True)
        raise typer.Exit(130)
    raise typer.Exit(int(failed))


def _output(as_json: bool, as_csv: bool) -> AbstractContextManager[Write]:
    if as_json:
        return _json_array()
    return _csv_table() if as_csv else _sentences()


@contextmanager
def _json_array() -> Iterator[Write]:
    """Write one JSON array, which is closed also when the work is stopped."""
    separator = "[\n "

    def write(answer: "Answer") -> None:
        nonlocal separator
        typer.echo(separator + json.dumps(answer.record(), ensure_ascii=False), nl=False)
        separator = ",\n "

    try:
        yield write
    finally:
        typer.echo("[]" if separator.startswith("[") else "\n]")


@contextmanager
def _csv_table() -> Iterator[Write]:
    from dogbreed.batch.table import COLUMNS, row

    table = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")

    def write(answer: "Answer") -> None:
        table.writerow(row(answer))
        sys.stdout.flush()

    table.writeheader()
    yield write


@contextmanager
def _sentences() -> Iterator[Write]:
    """Write answers to stdout, and unreadable files to stderr."""
    yield lambda answer: typer.echo(_line(answer), err=answer.error is not None)


def _line(answer: "Answer") -> str:
    if not answer.prediction or answer.verdict.kind == "not_a_dog":
        return f"{answer.file}: {answer.verdict.sentence}"
    top = ", ".join(f"{breed.name} {probability:.1%}" for breed, probability in answer.prediction.top(3))
    return f"{answer.file}: {answer.verdict.sentence} ({top})"


def _progress(total: int) -> Callable[[int], None]:
    """Report progress on stderr every few seconds, unless the answers themselves are shown on a terminal."""
    last = time.monotonic()

    def report(done: int) -> None:
        nonlocal last
        if time.monotonic() - last >= PROGRESS_INTERVAL and not sys.stdout.isatty():
            typer.echo(f"{done:,} of {total:,} photos", err=True)
            last = time.monotonic()

    return report


@contextmanager
def _stoppable() -> Iterator[Callable[[], bool]]:
    """Yield a function that says whether the user pressed Ctrl-C; a second Ctrl-C interrupts at once."""
    asked = Event()

    def stop(*_: Any) -> None:
        asked.set()
        signal.signal(signal.SIGINT, before)

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield asked.is_set
    finally:
        signal.signal(signal.SIGINT, before)

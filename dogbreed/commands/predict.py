"""`python -m dogbreed predict PATHS...`: name the breed in each photo."""

# ruff: noqa: PLC0415
import io
import json
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dogbreed.batch.limits import LIMITS
from dogbreed.commands.stoppable import ending_at_once, stoppable
from dogbreed.commands.teach import load_taught
from dogbreed.networks.registry import ENSEMBLE
from dogbreed.settings import settings

if TYPE_CHECKING:
    from dogbreed.inference.identify import Answer

Write = Callable[["Answer"], None]
PROGRESS_INTERVAL = 5.0
"""Seconds between two progress messages."""


def predict(
    paths: Annotated[
        # Not Path: typer would end the command at the first path that it cannot look at.
        list[str], typer.Argument(help=f"Photos, folders and zip archives of photos. {LIMITS}", show_default=False)
    ],
    model: Annotated[str | None, typer.Option(help="Network to use.", show_default=ENSEMBLE)] = None,
    memory: Annotated[
        Path | None,
        typer.Option(
            "--memory", help="File of dogs that were taught, by `teach` or on the Teach page.", dir_okay=False
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON array with an object per photo.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print a CSV table with a row per photo.")] = False,
) -> None:
    """Name the breed in each photo. A file that cannot be read never stops the rest; the exit status is then 1.

    Ctrl-C and SIGTERM stop after the current photo: the output so far is complete, the exit status is 130 or 143.
    """
    if as_json and as_csv:
        raise typer.BadParameter("Choose one of --json and --csv: both print to the same place.")
    with ending_at_once():
        from dogbreed.inference.ensemble import load_network

        with ThreadPoolExecutor(1) as pool:
            loading = pool.submit(load_network, model or settings().model, settings().threads)
            from dogbreed.batch.answering import answers
            from dogbreed.batch.paths import photos_at

            total = sum(1 for _ in photos_at(map(Path, paths)))
            classifier = loading.result()
        taught = load_taught(memory, classifier) if memory else ()
    failed, done = False, 0
    with stoppable() as stop, _output(as_json, as_csv) as write:
        report = _progress(total)
        for done, answer in enumerate(answers(photos_at(map(Path, paths)), classifier, taught), 1):
            failed |= answer.error is not None
            write(answer)
            report(done)
            if stop.status:
                break
    if stop.status and done < total:
        typer.echo(f"Stopped after {done:,} of {total:,} photos; what is printed is complete.", err=True)
        raise typer.Exit(stop.status)
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
        _write(separator + _json(answer.record(), sys.stdout.encoding))
        separator = ",\n "

    try:
        yield write
    finally:
        _write("[]\n" if separator.startswith("[") else "\n]\n")


def _json(record: dict[str, Any], encoding: str) -> str:
    """A record as JSON, with ASCII escapes if the output cannot hold it otherwise.

    The bytes of a file name that are not UTF-8 have no other form than the escapes `\\udc80` to `\\udcff`:
    `os.fsencode` of the text that a JSON parser in Python returns is the name again.
    """
    text = json.dumps(record, ensure_ascii=False)
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return json.dumps(record)
    return text


@contextmanager
def _csv_table() -> Iterator[Write]:
    """Write a CSV table; a file or another program gets UTF-8 with a byte order mark, as spreadsheets need it."""
    from dogbreed.batch.table import BYTE_ORDER_MARK, Table

    if not sys.stdout.isatty():
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", errors="replace")
        _write(BYTE_ORDER_MARK)
    table = Table(sys.stdout)

    def write(answer: "Answer") -> None:
        table.write(answer)
        sys.stdout.flush()

    yield write


def _write(text: str) -> None:
    """Write to stdout at once; `typer.echo` would choose an encoding of its own where that of stdout is ASCII."""
    sys.stdout.write(text)
    sys.stdout.flush()


@contextmanager
def _sentences() -> Iterator[Write]:
    """Write answers to stdout, and unreadable files to stderr."""
    yield lambda answer: print(_line(answer), file=sys.stderr if answer.error else sys.stdout, flush=True)


def _line(answer: "Answer") -> str:
    from dogbreed.batch.photo_file import printable

    start = f"{printable(answer.file)}: {answer.verdict.sentence}"
    if not answer.prediction or answer.verdict.kind == "not_a_dog":
        return start
    top = ", ".join(f"{breed.name} {_percent(probability)}" for breed, probability in answer.prediction.top(3))
    return f"{start} ({top})"


def _percent(share: float) -> str:
    """A share as the pages write it, without their spaces."""
    from dogbreed.ui.formatting import percent

    return percent(share).replace("\N{NO-BREAK SPACE}", "")


def _progress(total: int) -> Callable[[int], None]:
    """Report progress on stderr every few seconds, unless the answers themselves are shown on a terminal."""
    last = time.monotonic()

    def report(done: int) -> None:
        nonlocal last
        if time.monotonic() - last >= PROGRESS_INTERVAL and not sys.stdout.isatty():
            typer.echo(f"{done:,} of {total:,} photos", err=True)
            last = time.monotonic()

    return report

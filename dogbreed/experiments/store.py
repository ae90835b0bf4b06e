"""Where runs are kept: an SQLite file in the project, or what `MLFLOW_TRACKING_URI` names."""

# ruff: noqa: PLC0415

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING
from uuid import uuid4

import requests

from dogbreed.errors import DogbreedError
from dogbreed.experiments.mlflow_runs import add_runs
from dogbreed.experiments.run_files import read_files
from dogbreed.lock import held
from dogbreed.settings import PROJECT

if TYPE_CHECKING:
    from mlflow import MlflowClient

SQLITE = "sqlite:///"
SERVER_ANSWERS_WITHIN = 2.5
"""Seconds."""
MADE_WITHIN = 180
"""Seconds that another process gets to make a store; it takes 5 to 20."""


@contextmanager
def connected() -> Iterator["MlflowClient"]:
    """A client of the store, which is made and filled from the text files if it is a file that is not there yet.

    Raises:
        DogbreedError: The store cannot be made, reached, read or written, now or by what is done with the client.
    """
    # MLflow takes seconds to import: a server that is away is noticed before.
    uri = os.environ.get("MLFLOW_TRACKING_URI") or f"{SQLITE}{(PROJECT / 'mlflow.db').as_posix()}"
    if uri.startswith("http"):
        _check_answers(uri)
    from alembic.util import CommandError
    from mlflow import MlflowClient
    from mlflow.exceptions import MlflowException
    from sqlalchemy.exc import SQLAlchemyError

    try:
        if uri.startswith(SQLITE):
            _prepare(Path(uri.removeprefix(SQLITE)))
        yield MlflowClient(uri)
    except (MlflowException, SQLAlchemyError, CommandError, ImportError, OSError) as problem:
        reason = str(problem).strip().partition("\n")[0]
        raise DogbreedError(
            _public(f"The runs in {uri} cannot be read or written ({reason}): put that right, or move the store away.")
        ) from problem


def _prepare(file: Path) -> None:
    """Make the store if it is not there, else see that it is one: MLflow tries a damaged one for minutes."""
    if not _is_there(file):
        _make(file)
    try:
        with closing(sqlite3.connect(file)) as database:
            database.execute("SELECT version_num FROM alembic_version")
    except sqlite3.DatabaseError as problem:
        raise DogbreedError(
            f"{file} is no store of runs, or a damaged one ({problem}): move it away, and a new one is made from "
            "models/runs, or name another with MLFLOW_TRACKING_URI."
        ) from problem


def _is_there(file: Path) -> bool:
    return file.exists() and file.stat().st_size > 0


def _make(file: Path) -> None:
    """Two processes that open a fresh store together ruin it: one makes it under another name, whole, under a lock."""
    from mlflow import MlflowClient

    busy = f"Another process has been making {file} for {MADE_WITHIN} seconds: stop it, and try again."
    file.parent.mkdir(parents=True, exist_ok=True)
    with held(file.with_name(f"{file.name}.lock"), busy, MADE_WITHIN):
        if _is_there(file):
            return
        for left in file.parent.glob(f"{file.name}.part-*"):
            left.unlink()
        # Never the same name twice: MLflow keeps what it knows of a name.
        part = file.with_name(f"{file.name}.part-{uuid4().hex}")
        add_runs(MlflowClient(f"{SQLITE}{part.as_posix()}"), read_files())
        part.replace(file)


def _check_answers(uri: str) -> None:
    """In a thread, since looking up a name has no time limit of its own."""
    answers: list[bool] = []

    def ask() -> None:
        try:
            answers.append(requests.get(f"{uri.rstrip('/')}/health", timeout=SERVER_ANSWERS_WITHIN).status_code < 500)
        except requests.exceptions.SSLError:
            # There is a server; MLflow has settings of its own for its certificate.
            answers.append(True)
        except requests.RequestException:
            answers.append(False)

    thread = Thread(target=ask, daemon=True)
    thread.start()
    thread.join(SERVER_ANSWERS_WITHIN)
    if answers != [True]:
        raise DogbreedError(
            f"The tracking server {_public(uri)} does not answer: start it, or leave MLFLOW_TRACKING_URI out for the "
            "runs in this project."
        )


def _public(text: str) -> str:
    """Without the passwords of addresses."""
    return re.sub(r"//[^/@\s]*@", "//", text)

"""The tracking store of MLflow: an SQLite file in the project, or the one that `MLFLOW_TRACKING_URI` names."""

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
from dogbreed.experiments.run import read_files
from dogbreed.lock import held
from dogbreed.settings import PROJECT

if TYPE_CHECKING:
    from mlflow import MlflowClient

SQLITE = "sqlite:///"
SERVER_TIMEOUT = 2.5
"""Seconds within which a tracking server has to answer."""
CREATION_TIMEOUT = 180
"""Seconds to wait for another process that is creating the store; creating takes 5 to 20."""


@contextmanager
def connected() -> Iterator["MlflowClient"]:
    """A client of the store. An SQLite store that does not exist is created and filled from the text files.

    Raises:
        DogbreedError: The store cannot be created, reached, read or written, here or in the block.
    """
    # Checked first, because importing MLflow takes seconds.
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
    """Create the store if it does not exist, else check it: MLflow retries a damaged store for minutes."""
    if not _exists(file):
        _create(file)
    try:
        with closing(sqlite3.connect(file)) as database:
            database.execute("SELECT version_num FROM alembic_version")
    except sqlite3.DatabaseError as problem:
        raise DogbreedError(
            f"{file} is no store of runs, or a damaged one ({problem}): move it away, and a new one is made from "
            "models/runs, or name another with MLFLOW_TRACKING_URI."
        ) from problem


def _exists(file: Path) -> bool:
    return file.exists() and file.stat().st_size > 0


def _create(file: Path) -> None:
    """Create the store in a temporary file under a lock, then rename it.

    Two processes that create the tables of one SQLite store at the same time damage it.
    """
    from mlflow import MlflowClient

    busy = f"Another process has been creating {file} for {CREATION_TIMEOUT} seconds: stop it, and try again."
    file.parent.mkdir(parents=True, exist_ok=True)
    with held(file.with_name(f"{file.name}.lock"), busy, CREATION_TIMEOUT):
        if _exists(file):
            return
        for left in file.parent.glob(f"{file.name}.part-*"):
            left.unlink()
        # A unique name, because MLflow caches its connection by name.
        part = file.with_name(f"{file.name}.part-{uuid4().hex}")
        add_runs(MlflowClient(f"{SQLITE}{part.as_posix()}"), read_files())
        part.replace(file)


def _check_answers(uri: str) -> None:
    """Check that a tracking server answers, in a thread because a DNS look-up has no timeout of its own."""
    answers: list[bool] = []

    def ask() -> None:
        try:
            answers.append(requests.get(f"{uri.rstrip('/')}/health", timeout=SERVER_TIMEOUT).status_code < 500)
        except requests.exceptions.SSLError:
            # The server responds; its certificate is checked by MLflow with its own settings.
            answers.append(True)
        except requests.RequestException:
            answers.append(False)

    thread = Thread(target=ask, daemon=True)
    thread.start()
    thread.join(SERVER_TIMEOUT)
    if answers != [True]:
        raise DogbreedError(
            f"The tracking server {_public(uri)} does not answer: start it, or leave MLFLOW_TRACKING_URI out for the "
            "runs in this project."
        )


def _public(text: str) -> str:
    """The text without user names and passwords in web addresses."""
    return re.sub(r"//[^/@\s]*@", "//", text)

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
from urllib.parse import quote
from uuid import uuid4

import requests

from dogbreed.errors import DogbreedError
from dogbreed.experiments.mlflow_runs import add_runs
from dogbreed.experiments.run import read_files
from dogbreed.lock import held
from dogbreed.settings import PROJECT, unset_or_change

if TYPE_CHECKING:
    from mlflow import MlflowClient

VARIABLE = "MLFLOW_TRACKING_URI"
SQLITE = "sqlite:///"
TAKES = (
    "sqlite:/// and the path of a file, the address of an MLflow server that begins with http:// or https://, or "
    "another one that MLflow knows"
)
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
    uri = _uri()
    if uri.startswith("http"):
        _check_answers(uri)
    elif not re.match("[A-Za-z][A-Za-z0-9+.-]*:", uri) and uri != "databricks" and not Path(uri).is_dir():
        raise DogbreedError(unset_or_change(VARIABLE, uri, TAKES))
    from alembic.util import CommandError
    from mlflow import MlflowClient
    from mlflow.exceptions import MlflowException
    from sqlalchemy.exc import SQLAlchemyError

    try:
        if file := _file(uri):
            _prepare(file)
        yield MlflowClient(_address(file) if file else uri)
    except (MlflowException, SQLAlchemyError, CommandError, ImportError, OSError) as problem:
        reason = str(problem).strip().partition("\n")[0]
        raise DogbreedError(
            _public(
                f"The runs in {uri} cannot be read or written ({reason}): put that right, move the store away, or name "
                f"another with {VARIABLE}."
            )
        ) from problem


def sqlite_file() -> Path | None:
    """The store's file, which may not exist yet; None for a store that only MLflow can read."""
    return _plain_file(_uri())


def _uri() -> str:
    return os.environ.get(VARIABLE) or f"{SQLITE}{(PROJECT / 'mlflow.db').as_posix()}"


def _plain_file(uri: str) -> Path | None:
    """The file of `sqlite:///` and its path as it is, if its folder exists; else None."""
    written = Path(uri.removeprefix(SQLITE))
    plain = uri.startswith(SQLITE) and not re.search(r"\?|^:memory:$|^$", written.name) and written.parent.is_dir()
    return written if plain else None


def _file(uri: str) -> Path | None:
    """The file of an SQLite address; None for the address of another store, or with options of SQLite's own.

    The path may stand in it as it is, as people write it, if its folder exists, or quoted as in a web address.
    """
    from sqlalchemy.engine import make_url

    if not uri.startswith("sqlite"):
        return None
    if written := _plain_file(uri):
        return written
    url = make_url(uri)
    if not url.database or url.database == ":memory:":
        raise DogbreedError(unset_or_change(VARIABLE, uri, TAKES))
    return None if url.query else Path(url.database)


def _address(file: Path) -> str:
    """The address of an SQLite file, whatever its folders are called.

    With the name of the driver in it, because MLflow makes the folders of what follows `sqlite:///`, quoted or not.
    """
    from sqlalchemy.engine import URL, make_url

    path = file.as_posix()
    address = URL.create("sqlite+pysqlite", database=path).render_as_string()
    if make_url(address).database == path:
        return address
    # SQLAlchemy before 2.1 quotes nothing; SQLite does.
    return f"sqlite+pysqlite:///file:{quote(path)}?uri=true"


def _prepare(file: Path) -> None:
    """Create the store if it does not exist, else check it: MLflow retries a damaged store for minutes."""
    if not exists(file):
        _create(file)
    try:
        with closing(sqlite3.connect(file)) as database:
            database.execute("SELECT version_num FROM alembic_version")
    except sqlite3.DatabaseError as problem:
        raise DogbreedError(
            f"{file} is no store of runs, or a damaged one ({problem}): move it away, and a new one is made from "
            f"models/runs, or name another with {VARIABLE}."
        ) from problem


def exists(file: Path) -> bool:
    """Whether an SQLite store has been created."""
    return file.exists() and file.stat().st_size > 0


def _create(file: Path) -> None:
    """Create the store in a temporary file under a lock, then rename it.

    Two processes that create the tables of one SQLite store at the same time damage it.
    """
    from mlflow import MlflowClient

    busy = f"Another process has been creating {file} for {CREATION_TIMEOUT} seconds: stop it, and try again."
    file.parent.mkdir(parents=True, exist_ok=True)
    with held(file.with_name(f"{file.name}.lock"), busy, CREATION_TIMEOUT):
        if exists(file):
            return
        for left in file.parent.glob(f"{file.name}.part-*"):
            left.unlink()
        # A unique name, because MLflow caches its connection by name.
        part = file.with_name(f"{file.name}.part-{uuid4().hex}")
        add_runs(MlflowClient(_address(part)), read_files())
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
        except (requests.RequestException, ValueError):  # ValueError: an address that is none
            answers.append(False)

    thread = Thread(target=ask, daemon=True)
    thread.start()
    thread.join(SERVER_TIMEOUT)
    if answers != [True]:
        raise DogbreedError(
            f"The tracking server {_public(uri)} does not answer: start it, or leave {VARIABLE} out for the "
            "runs in this project."
        )


def _public(text: str) -> str:
    """The text without user names and passwords in web addresses."""
    return re.sub(r"//[^/@\s]*@", "//", text)

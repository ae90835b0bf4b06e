"""Runs as text files, `models/runs/<id>.json`, which are committed."""

import json
import math
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from dogbreed.atomic import atomic_write
from dogbreed.errors import DogbreedError
from dogbreed.experiments.run import ENDED, Run
from dogbreed.settings import settings

# The folders of an absolute path, in quotes also with spaces; web addresses do not match.
FOLDERS = re.compile(
    r"""(?<=['"])(?:[A-Za-z]:)?[\\/][^'"\n]*[\\/]|(?<![\w.~:\\/-])(?:[A-Za-z]:)?[\\/](?:[^\s'"\\/]+[\\/])+"""
)


def folder() -> Path:
    """The folder of the text files."""
    return settings().models_dir / "runs"


def read_files() -> list[Run]:
    """The runs in the text files.

    Raises:
        DogbreedError: A file is not a run.
    """
    return [_from_file(file) for file in sorted(folder().glob("*.json")) if not file.name.endswith(".part.json")]


def write_files(runs: Iterable[Run]) -> int:
    """Write the runs that finished or failed, one file each, and return their number."""
    ended = [run for run in runs if run.status in ENDED]
    for run in ended:
        atomic_write(folder() / f"{run.id}.json", partial(Path.write_text, data=to_text(run), encoding="utf-8"))
    return len(ended)


def to_text(run: Run) -> str:
    """A run as JSON in a fixed order, one line per tag, parameter and metric; absolute paths become file names."""
    history = {
        metric: [(step, value if math.isfinite(value) else None) for step, value in points]
        for metric, points in run.history.items()
    }
    record = {
        "id": _json(run.id),
        "name": _json(run.name),
        "status": _json(run.status),
        "started": _json(_to_iso(run.started)),
        "ended": _json(run.ended and _to_iso(run.ended)),
        "tags": _table(run.tags),
        "params": _table(run.params),
        "history": _table(history),
    }
    lines = ",\n".join(f" {_json(key)}: {text}" for key, text in record.items())
    return f"{{\n{lines}\n}}\n"


def _from_file(file: Path) -> Run:
    try:
        record = json.loads(file.read_text("utf-8"))
        return Run(
            **record
            | {
                "started": datetime.fromisoformat(record["started"]),
                "ended": record["ended"] and datetime.fromisoformat(record["ended"]),
                "history": {
                    metric: [(step, math.nan if value is None else value) for step, value in points]
                    for metric, points in record["history"].items()
                },
            }
        )
    except (ValueError, TypeError, KeyError, AttributeError) as problem:
        raise DogbreedError(
            f"{file} is no run written by `python -m dogbreed runs export`: restore it with git, or remove it."
        ) from problem


def _to_iso(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _table(values: dict[str, Any]) -> str:
    lines = ",\n".join(f"  {_json(key)}: {_json(values[key])}" for key in sorted(values))
    return f"{{\n{lines}\n }}" if values else "{}"


def _json(value: Any) -> str:
    return json.dumps(FOLDERS.sub("", value) if isinstance(value, str) else value, ensure_ascii=False)

"""The record of one training or search run, and its text file `models/runs/<id>.json`, which is committed."""

import json
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from dogbreed.atomic import atomic_write
from dogbreed.errors import DogbreedError
from dogbreed.settings import settings

ENDED = ("FINISHED", "FAILED")
# The folders of an absolute path, in quotes also with spaces; web addresses do not match.
FOLDERS = re.compile(
    r"""(?<=['"])(?:[A-Za-z]:)?[\\/][^'"\n]*[\\/]|(?<![\w.~:\\/-])(?:[A-Za-z]:)?[\\/](?:[^\s'"\\/]+[\\/])+"""
)


@dataclass(frozen=True)
class Run:
    """A run, independent of the store that holds it.

    Attributes:
        id: The run's own id, which is also the name of its text file; MLflow's run id differs between stores.
        name: Name for people; the id unless it was renamed in MLflow.
        status: "RUNNING", "FINISHED", "FAILED" or "KILLED" (stopped by the user).
        started: UTC.
        ended: UTC; None while it runs.
        params: Parameters; numbers as numbers, everything else as text.
        history: For each metric the pairs (epoch, value), in order of the epochs, each epoch once.
        tags: "network", "kind" ("search" or "final"), "dataset" (SHA-256 of the table of photos), "split", "revision"
            (of the code) and, if it failed or was stopped, "reason".
    """

    id: str
    name: str
    status: str
    started: datetime
    ended: datetime | None
    params: dict[str, int | float | str]
    history: dict[str, list[tuple[int, float]]]
    tags: dict[str, str]

    @property
    def network(self) -> str:
        """Name of the network that it trained."""
        return self.tags.get("network", "unknown")

    @property
    def kind(self) -> str:
        """ "search" or "final"."""
        return self.tags.get("kind", "unknown")

    @property
    def metrics(self) -> dict[str, float]:
        """The last value of each metric."""
        return {name: points[-1][1] for name, points in self.history.items()}

    @property
    def duration_s(self) -> float | None:
        """Training time in seconds, without the pauses of a resumed run; None if it was not logged."""
        return self.metrics.get("duration_s")


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

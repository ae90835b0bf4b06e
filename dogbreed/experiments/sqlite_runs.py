"""Read the runs of MLflow's SQLite store without MLflow, whose import takes seconds and 100 MB."""

import math
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from dogbreed.experiments.mlflow_runs import EXPERIMENT, ID, from_ms, number
from dogbreed.experiments.run import Run

RUNS = """
SELECT run_uuid, runs.name, status, start_time, end_time FROM runs JOIN experiments USING (experiment_id)
WHERE experiments.name = ? AND runs.lifecycle_stage = 'active'
"""
OF_THESE = f"WHERE run_uuid IN (SELECT run_uuid FROM ({RUNS}))"
POINTS = f"""
SELECT run_uuid, key, step, CASE WHEN is_nan THEN NULL ELSE value END FROM metrics {OF_THESE} ORDER BY step, timestamp
"""
TEXTS = f"SELECT run_uuid, key, value FROM {{table}} {OF_THESE} ORDER BY key"


def read_sqlite(file: Path, kind: str | None = None) -> tuple[Run, ...]:
    """The runs of this project, as `dogbreed.experiments.mlflow_runs.read_runs` gives them.

    Args:
        file: The store; it is only read.
        kind: "search" or "final"; None: both.

    Raises:
        sqlite3.Error: It is no store, a damaged one, or one with other tables.
    """
    with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as database:
        rows = database.execute(RUNS, (EXPERIMENT,)).fetchall()
        params, tags = (
            _texts(database.execute(TEXTS.format(table=table), (EXPERIMENT,))) for table in ("params", "tags")
        )
        history = _history(database.execute(POINTS, (EXPERIMENT,)))
    found = {}
    for uuid, name, status, started, ended in rows:
        own = tags[uuid]
        if ID in own and kind in (None, own.get("kind")):
            found[own[ID]] = Run(
                id=own[ID],
                name=name or own.get("mlflow.runName", ""),
                status=status,
                started=from_ms(started),
                ended=from_ms(ended) if ended and status != "RUNNING" else None,
                params={key: number(text) for key, text in params[uuid].items()},
                history={metric: list(history[uuid][metric].items()) for metric in sorted(history[uuid])},
                tags={key: text for key, text in own.items() if key != ID and not key.startswith("mlflow.")},
            )
    return tuple(sorted(found.values(), key=lambda run: (run.started, run.id)))


def _texts(rows: Iterable[tuple[str, str, str]]) -> defaultdict[str, dict[str, str]]:
    """The values by key for each run."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for uuid, key, value in rows:
        found[uuid][key] = value
    return found


def _history(
    rows: Iterable[tuple[str, str, int, float | None]],
) -> defaultdict[str, defaultdict[str, dict[int, float]]]:
    """The values by epoch for each metric of each run; of an epoch that was logged twice, the later value."""
    found: defaultdict[str, defaultdict[str, dict[int, float]]] = defaultdict(lambda: defaultdict(dict))
    for uuid, metric, step, value in rows:
        found[uuid][metric][step] = math.nan if value is None else value
    return found

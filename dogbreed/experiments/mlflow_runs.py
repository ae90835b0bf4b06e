"""Read runs from MLflow and write them to it."""

# ruff: noqa: PLC0415

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from dogbreed.experiments.run import Run

if TYPE_CHECKING:
    from mlflow import MlflowClient

EXPERIMENT = "dogbreed"
ID = "id"
Measured = tuple[str, float, int, int]
"""A metric: name, value, time in ms since 1970, step."""


def read_runs(client: "MlflowClient", kind: str | None = None) -> tuple[Run, ...]:
    """The runs of this project in a store, in the order in which they started.

    Args:
        client: Client of the store.
        kind: "search" or "final"; None: both.
    """
    condition = f"tags.kind = '{kind}'" if kind else ""
    runs = {entity.data.tags[ID]: read(client, entity) for entity in find(client, condition) if ID in entity.data.tags}
    return tuple(sorted(runs.values(), key=lambda run: (run.started, run.id)))


def add_runs(client: "MlflowClient", runs: Iterable[Run]) -> int:
    """Add the runs that a store does not have yet, and return their number."""
    from mlflow.entities import ViewType

    runs = list(runs)
    # Deleted runs count as known: they are not added again.
    known = {entity.data.tags.get(ID) for entity in find(client, view=ViewType.ALL)} if runs else set()
    missing = [run for run in runs if run.id not in known]
    for run in missing:
        _add(client, run)
    return len(missing)


def find(client: "MlflowClient", condition: str = "", view: int | None = None) -> Iterator[Any]:
    """MLflow's entities of the runs of this project that match a filter in MLflow's search syntax."""
    from mlflow.entities import ViewType

    experiment = client.get_experiment_by_name(EXPERIMENT)
    page = None
    while experiment:
        found = client.search_runs([experiment.experiment_id], condition, view or ViewType.ACTIVE_ONLY, page_token=page)
        yield from found
        page = found.token
        if not page:
            return


def read(client: "MlflowClient", entity: Any) -> Run:
    """Convert MLflow's entity of a run, with the history of its metrics."""
    info, data = entity.info, entity.data
    return Run(
        id=data.tags[ID],
        name=info.run_name,
        status=info.status,
        started=from_ms(info.start_time),
        ended=from_ms(info.end_time) if info.end_time and info.status != "RUNNING" else None,
        params={name: number(text) for name, text in sorted(data.params.items())},
        history={metric: _history(client, info.run_id, metric) for metric in sorted(data.metrics)},
        tags={name: tag for name, tag in sorted(data.tags.items()) if name != ID and not name.startswith("mlflow.")},
    )


def create(client: "MlflowClient", name: str, started: datetime | None = None) -> str:
    """Create a run and return MLflow's run id."""
    from mlflow.exceptions import MlflowException

    experiment = client.get_experiment_by_name(EXPERIMENT)
    if not experiment:
        with suppress(MlflowException):  # another process may have created it in between
            client.create_experiment(EXPERIMENT)
        experiment = client.get_experiment_by_name(EXPERIMENT)
    run = client.create_run(experiment.experiment_id, started and _to_ms(started), run_name=name)
    return str(run.info.run_id)


def log(
    client: "MlflowClient",
    number: str,
    metrics: Iterable[Measured] = (),
    params: Mapping[str, Any] | None = None,
    tags: Mapping[str, str] | None = None,
) -> None:
    """Log metrics, parameters and tags in one request.

    Args:
        client: Client of the store.
        number: MLflow's run id.
        metrics: Name, value, time and step of each metric.
        params: Parameters.
        tags: Tags.
    """
    from mlflow.entities import Metric, Param, RunTag

    client.log_batch(
        number,
        [Metric(*measured) for measured in metrics],
        [Param(name, str(value)) for name, value in (params or {}).items()],
        [RunTag(name, value) for name, value in (tags or {}).items()],
    )


def _history(client: "MlflowClient", number: str, metric: str) -> list[tuple[int, float]]:
    points = sorted(client.get_metric_history(number, metric), key=lambda point: (point.step, point.timestamp))
    # A resumed run may log an epoch twice: the later value counts.
    return list({point.step: point.value for point in points}.items())


def _add(client: "MlflowClient", run: Run) -> None:
    number = create(client, run.name, run.started)
    ended = _to_ms(run.ended or run.started)
    metrics = [(name, value, ended, step) for name, points in run.history.items() for step, value in points]
    log(client, number, metrics, run.params, run.tags)
    client.set_terminated(number, run.status, ended)
    # The id comes last: a run that was added only in part has no id, is ignored, and is added again.
    client.set_tag(number, ID, run.id)


def number(text: str) -> int | float | str:
    """A parameter's text as a finite number, if it is one."""
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return value if type(value) in (int, float) and math.isfinite(value) else text


def _to_ms(time: datetime) -> int:
    return round(time.timestamp() * 1000)


def from_ms(time: int) -> datetime:
    """A time of MLflow, in ms since 1970, in UTC."""
    return datetime.fromtimestamp(time / 1000, UTC)

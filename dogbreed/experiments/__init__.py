"""Training and search runs: everything that touches MLflow, which takes seconds to import and so waits for a call."""

import os

from dogbreed.experiments.final_run import RUN_FILE, official_split, resumable_run
from dogbreed.experiments.run import Run
from dogbreed.experiments.run_log import RunLog, start_run
from dogbreed.experiments.runs import export_runs, import_runs, load_runs

__all__ = [
    "RUN_FILE",
    "Run",
    "RunLog",
    "export_runs",
    "import_runs",
    "load_runs",
    "official_split",
    "resumable_run",
    "start_run",
]

# Before MLflow is imported, and for every process this one starts; who has set one of them has a reason.
for variable, value in {
    "MLFLOW_DISABLE_TELEMETRY": "true",
    "MLFLOW_HTTP_REQUEST_MAX_RETRIES": "1",
    "MLFLOW_HTTP_REQUEST_TIMEOUT": "5",
    # What goes wrong is raised, and said once.
    "MLFLOW_LOGGING_LEVEL": "CRITICAL",
    "MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT": "true",
    # No connection outlives its use, so that a store can be renamed and replaced.
    "MLFLOW_SQLALCHEMYSTORE_POOLCLASS": "NullPool",
}.items():
    os.environ.setdefault(variable, value)

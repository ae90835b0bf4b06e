"""Training and search runs. Only this package uses MLflow, imported in functions because that takes seconds."""

import os

from dogbreed.experiments.run import Run
from dogbreed.experiments.run_log import RUN_FILE, RunLog, official_split, resumable_run, start_run
from dogbreed.experiments.runs import export_runs, files_of_runs, import_runs, load_runs, look_up_runs

__all__ = [
    "RUN_FILE",
    "Run",
    "RunLog",
    "export_runs",
    "files_of_runs",
    "import_runs",
    "load_runs",
    "look_up_runs",
    "official_split",
    "resumable_run",
    "start_run",
]

# Set before MLflow is imported, also for child processes; values that the user has set are kept.
for variable, value in {
    "MLFLOW_DISABLE_TELEMETRY": "true",
    "MLFLOW_HTTP_REQUEST_MAX_RETRIES": "1",
    "MLFLOW_HTTP_REQUEST_TIMEOUT": "5",
    # Errors are raised as exceptions; they need not be logged too.
    "MLFLOW_LOGGING_LEVEL": "CRITICAL",
    "MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT": "true",
    # Connections are closed after use, so that the SQLite file can be renamed and replaced.
    "MLFLOW_SQLALCHEMYSTORE_POOLCLASS": "NullPool",
}.items():
    os.environ.setdefault(variable, value)

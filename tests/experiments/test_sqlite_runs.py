"""What the pages read without MLflow is what MLflow reads."""

import math
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from dogbreed.errors import DogbreedError
from dogbreed.experiments import export_runs, load_runs, look_up_runs, start_run
from dogbreed.experiments.mlflow_runs import find
from dogbreed.experiments.store import connected


def log_many() -> str:
    """Runs of every kind and end; the id of one that is resumed."""
    with start_run("cnn", "final", {"batch": 32, "rate": 1e-4, "act": "relu", "early": True}) as log:
        log.log_epoch(1, {"loss": 2.5, "top1": 0.1})
        log.log_epoch(2, {"loss": math.inf, "top1": 0.2})
        log.log_final({"test_top1": 0.45})
    with pytest.raises(OSError, match="weights"), start_run("xception", "search", {"trial": 3}) as failed:
        failed.log_epoch(1, {"loss": 1.0})
        raise OSError("no weights")
    with start_run("cnn", "final", {"batch": 32}, resume=log.id) as resumed:
        resumed.log_epoch(2, {"loss": 1.5})
    with start_run("cnn", "search", {}), connected() as client:
        client.create_experiment("another project")
    return log.id


def test_a_store_reads_the_same_without_mlflow(new_store):
    resumed = log_many()
    for kind in (None, "search", "final"):
        assert look_up_runs(kind) == load_runs(kind)
    [run] = look_up_runs("final")
    assert (run.id, run.history["loss"]) == (resumed, [(1, 2.5), (2, 1.5)])
    assert run.params["batch"] == 32


def test_a_run_that_goes_on_has_no_end_and_one_that_was_deleted_is_gone(new_store):
    with start_run("cnn", "final", {}) as log:
        log.log_epoch(1, {"loss": math.nan})
        [going] = look_up_runs()
        assert (going.status, going.ended) == ("RUNNING", None)
        assert math.isnan(going.history["loss"][0][1])
    with connected() as client:
        for entity in find(client):
            client.delete_run(entity.info.run_id)
    assert look_up_runs() == ()


def test_without_a_store_the_text_files_are_read_and_no_store_is_made(new_store, tmp_path, monkeypatch):
    log_many()
    export_runs()
    written = load_runs("search")
    monkeypatch.setenv("MLFLOW_TRACKING_URI", f"sqlite:///{tmp_path}/none.db")
    found = look_up_runs("search")
    assert [(run.id, run.params, run.history) for run in found] == [
        (run.id, run.params, run.history) for run in written if run.status != "RUNNING"
    ]
    assert not list(tmp_path.glob("none.db*"))


def test_nobody_waits_for_the_import_of_mlflow(new_store):
    log_many()
    code = "import sys; from dogbreed.experiments import look_up_runs; assert look_up_runs(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "mlflow" not in done.stdout.split()


def test_a_damaged_store_is_said_as_before(tmp_path, monkeypatch):
    store = tmp_path / "mlflow.db"
    monkeypatch.setenv("MLFLOW_TRACKING_URI", f"sqlite:///{store}")
    store.write_bytes(b"no database at all" * 100)
    with pytest.raises(DogbreedError, match="move it away"):
        look_up_runs()


def test_a_store_with_other_tables_is_left_to_mlflow(new_store):
    file = new_store("other.db")
    with start_run("cnn", "final", {}) as log:
        log.log_epoch(1, {"loss": 1.0})
    with closing(sqlite3.connect(file)) as database:
        database.execute("ALTER TABLE metrics RENAME TO measurements")
    with pytest.raises(DogbreedError, match="cannot be read"):
        look_up_runs()

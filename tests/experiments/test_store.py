import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from dogbreed.errors import DogbreedError
from dogbreed.experiments import export_runs, load_runs, start_run, store
from dogbreed.settings import settings

PROJECT = Path(__file__).resolve().parents[2]
PATIENCE = 20
"""Seconds; by default MLflow tries a server for minutes."""
READ = "from dogbreed.experiments import load_runs; print(len(load_runs()))"


def test_processes_that_start_on_no_store_at_once_or_are_killed_making_it_leave_a_sound_one(new_store, tmp_path):
    with start_run("cnn", "final", {}) as log:
        log.log_epoch(1, {"loss": 1.0})
    export_runs()
    text = (tmp_path / "models" / "runs" / f"{log.id}.json").read_text()
    for number in range(12):
        (tmp_path / "models" / "runs" / f"copy-{number}.json").write_text(text.replace(log.id, f"copy-{number}"))
    store = tmp_path / "fresh" / "mlflow.db"
    environment = {**os.environ, "MLFLOW_TRACKING_URI": f"sqlite:///{store}"}

    def reader() -> subprocess.Popen[str]:
        return subprocess.Popen([sys.executable, "-c", READ], env=environment, stdout=subprocess.PIPE, text=True)

    killed = reader()
    while not runs_in_part(store):
        assert killed.poll() is None
        time.sleep(0.05)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert not store.exists()

    together = [reader(), reader()]
    assert [process.communicate()[0].strip() for process in together] == ["13", "13"]
    with closing(sqlite3.connect(store)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert {file.name for file in store.parent.iterdir()} == {"mlflow.db", "mlflow.db.lock"}


def runs_in_part(store: Path) -> int:
    """How far the filling is."""
    for part in store.parent.glob("mlflow.db.part-*"):
        if part.suffix.endswith("-journal"):
            continue
        try:
            with closing(sqlite3.connect(f"file:{part}?mode=ro", uri=True)) as database:
                return int(database.execute("SELECT count(*) FROM runs").fetchone()[0])
        except sqlite3.Error:
            return 0
    return 0


@pytest.mark.parametrize("silent", [False, True], ids=["refuses", "accepts and says nothing"])
def test_a_server_that_is_away_is_said_within_seconds(monkeypatch, silent):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        if silent:
            listener.listen()
        port = listener.getsockname()[1]
        monkeypatch.setenv("MLFLOW_TRACKING_URI", f"http://jane:secret@127.0.0.1:{port}")
        began = time.monotonic()
        with pytest.raises(DogbreedError, match="does not answer") as refused:
            load_runs()
        assert time.monotonic() - began < PATIENCE
    assert "secret" not in str(refused.value)


def test_a_damaged_store_is_said_at_once(tmp_path, monkeypatch):
    store = tmp_path / "mlflow.db"
    monkeypatch.setenv("MLFLOW_TRACKING_URI", f"sqlite:///{store}")
    store.write_bytes(b"no database at all" * 100)
    with pytest.raises(DogbreedError, match="move it away"):
        load_runs()
    store.unlink()
    with closing(sqlite3.connect(store)) as database:
        database.execute("CREATE TABLE alembic_half (made INT)")
    with pytest.raises(DogbreedError, match="no store of runs"):
        load_runs()


@pytest.mark.parametrize("folder", ["my%20dogs", "a?b=c", "a#b", "with space", "%", "犬 %3F"])
def test_a_project_folder_of_any_name_keeps_its_store_inside(tmp_path, monkeypatch, folder):
    project = tmp_path / "outside" / folder
    project.mkdir(parents=True)
    (project / "models").mkdir()
    monkeypatch.setattr(store, "PROJECT", project)
    monkeypatch.delenv("MLFLOW_TRACKING_URI", raising=False)
    monkeypatch.setenv("DOGBREED_MODELS_DIR", str(project / "models"))
    monkeypatch.chdir(project)
    settings.cache_clear()
    try:
        with start_run("cnn", "final", {"seed": 1}) as log:
            log.log_epoch(1, {"loss": 1.0})
        assert [run.id for run in load_runs()] == [log.id]
        monkeypatch.setenv("MLFLOW_TRACKING_URI", f"sqlite:///{project.as_posix()}/mlflow.db")
        assert [run.id for run in load_runs()] == [log.id]
    finally:
        settings.cache_clear()
    assert [path.name for path in project.parent.iterdir()] == [folder]
    assert {path.name for path in project.iterdir()} == {"mlflow.db", "mlflow.db.lock", "models"}


@pytest.mark.parametrize("value", ["garbage", "dogs.db", "sqlite://", "sqlite:///", "sqlite:///:memory:"])
def test_an_address_that_is_none_names_the_variable_and_what_it_takes(monkeypatch, tmp_path, value):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MLFLOW_TRACKING_URI", value)
    with pytest.raises(DogbreedError, match=f"^MLFLOW_TRACKING_URI is set to “{value}”, but takes sqlite:///"):
        load_runs()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("value", ["foo://bar", "http://", "http://[dogs", "sqlite:////dev/null/a.db", "postgresql://"])
def test_an_address_that_leads_nowhere_names_the_variable(monkeypatch, value):
    monkeypatch.setenv("MLFLOW_TRACKING_URI", value)
    with pytest.raises(DogbreedError, match="MLFLOW_TRACKING_URI"):
        load_runs()


def test_a_store_of_another_mlflow_is_a_sentence(new_store):
    with closing(sqlite3.connect(new_store())) as database:
        database.execute("UPDATE alembic_version SET version_num = '0123456789ab'")
        database.commit()
    # In a new process: this one has looked at the store.
    done = subprocess.run(
        [sys.executable, "-m", "dogbreed", "runs", "export"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "cannot be read" in done.stderr
    assert "Traceback" not in done.stderr


def test_mlflow_is_imported_on_demand_in_one_place_and_sends_no_statistics(new_store):
    code = (
        "import sys; from dogbreed.experiments import load_runs; assert 'mlflow' not in sys.modules; load_runs(); "
        "from mlflow.telemetry import get_telemetry_client; assert get_telemetry_client() is None"
    )
    silencing = re.compile("PYTEST|^CI$|GITHUB|TELEMETRY|DO_NOT_TRACK")
    environment = {name: value for name, value in os.environ.items() if not silencing.search(name)}
    assert subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode == 0
    importing = re.compile(r"^\s*(import|from) mlflow", re.MULTILINE)
    sources = [PROJECT / "app.py", *(PROJECT / "pages").rglob("*.py"), *(PROJECT / "dogbreed").rglob("*.py")]
    assert {file.parent.name for file in sources if importing.search(file.read_text("utf-8"))} == {"experiments"}

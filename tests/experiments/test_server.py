"""The same code against a real tracking server."""

import os
import signal
import socket
import subprocess
import sys
import time
from typing import Any

import pytest
import requests

from dogbreed.errors import DogbreedError
from dogbreed.experiments import export_runs, import_runs, load_runs, start_run


@pytest.fixture(scope="session")
def server(empty_store, tmp_path_factory):
    """A server and its process, on its own empty store."""
    folder = tmp_path_factory.mktemp("server")
    database = folder / "server.db"
    database.write_bytes(empty_store.read_bytes())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mlflow", "server", "--host", "127.0.0.1", "--port", str(port), "--workers", "1"]
    store = ["--backend-store-uri", f"sqlite:///{database}", "--default-artifact-root", str(folder)]
    environment = {**os.environ, "MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false"}
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [*command, *store], env=environment, stdout=log, stderr=log, cwd=folder, start_new_session=True
        )
    url = f"http://127.0.0.1:{port}"
    patch = pytest.MonkeyPatch()
    patch.setenv("NO_PROXY", "127.0.0.1")
    try:
        for _ in range(600):
            assert process.poll() is None, (folder / "log").read_text()
            try:
                requests.get(f"{url}/health", timeout=1)
                break
            except requests.RequestException:
                time.sleep(0.2)
        yield url, process
    finally:
        stop(process)
        patch.undo()


def stop(process: subprocess.Popen[Any]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)


def test_runs_are_logged_read_written_and_put_back_on_a_server_until_it_goes_away(server, new_store, monkeypatch):
    url, process = server
    with start_run("xception", "final", {"rate": 1e-4}):
        pass
    export_runs()

    monkeypatch.setenv("MLFLOW_TRACKING_URI", url)
    assert load_runs() == ()
    with start_run("cnn", "search", {"batch": 32}) as log:
        log.log_epoch(1, {"loss": 2.0})
    with pytest.raises(ValueError), start_run("cnn", "search", {"batch": 32}, resume=log.id) as log:
        log.log_epoch(2, {"loss": 1.0})
        raise ValueError("too warm")
    (run,) = load_runs("search")
    assert (run.status, run.tags["reason"]) == ("FAILED", "ValueError: too warm")
    assert run.history["loss"] == [(1, 2.0), (2, 1.0)]
    assert export_runs() == 1
    assert import_runs() == (1, 2)
    assert import_runs() == (0, 2)
    assert [run.network for run in load_runs()] == ["xception", "cnn"]

    stop(process)
    began = time.monotonic()
    with pytest.raises(DogbreedError, match="does not answer"):
        load_runs()
    assert time.monotonic() - began < 20

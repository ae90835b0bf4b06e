"""A real server of the app for browser tests."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]


@contextmanager
def serve(folder: Path, base: str = "", **environment: str) -> Iterator[str]:
    """Run the app, without dataset and without Dog CEO, and hand out its address.

    Args:
        folder: Where it may write.
        base: Path under which it runs, "/dogs", as behind a proxy that serves other things too.
        environment: Variables that it gets besides.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    away = {
        "DOGBREED_DATA_DIR": str(folder / "data"),
        "DOGBREED_CACHE_DIR": str(folder / "cache"),
        "DOGBREED_DOG_CEO_API": "http://127.0.0.1:9/api",
        "DOGBREED_DOG_CEO_IMAGES": "http://127.0.0.1:9/breeds",
    }
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
    options = ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.baseUrlPath", base]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            [*command, *options], cwd=PROJECT, env=os.environ | away | environment, stdout=log, stderr=log
        )
        try:
            _wait(f"http://127.0.0.1:{port}{base}", server, folder / "log")
            yield f"http://127.0.0.1:{port}{base}"
        finally:
            server.terminate()
            server.wait(30)


def _wait(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(240):
        if server.poll() is not None:
            pytest.fail(f"The server ended:\n{log.read_text()}")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.25)
    pytest.fail(f"The server did not come up:\n{log.read_text()}")

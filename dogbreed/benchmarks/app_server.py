"""A real server of the app in a process of its own, for measurements and browser tests."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dogbreed.errors import DogbreedError
from dogbreed.settings import INSTALLED, PROJECT

PATIENCE = 60
"""Seconds until a server has to answer."""


@contextmanager
def serve(log: Path, base: str = "", **environment: str) -> Iterator[tuple[str, int]]:
    """Run the app and hand out its address and its process id.

    Args:
        log: File for what it says.
        base: Path under which it runs, "/dogs", as behind a proxy that serves other things too.
        environment: Variables that it gets besides.

    Raises:
        DogbreedError: dogbreed was installed from a wheel, which does not contain the app, or it does not start.
    """
    if INSTALLED:
        raise DogbreedError("The app is in the repository, not in the wheel: run this in a clone.")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}{base}"
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
    options = ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.baseUrlPath", base]
    with log.open("w") as out:
        server = subprocess.Popen(
            [*command, *options], cwd=PROJECT, env=os.environ | environment, stdout=out, stderr=out
        )
        try:
            if not _answers(address, server):
                raise DogbreedError(f"The app does not start:\n{log.read_text()}")
            yield address, server.pid
        finally:
            server.terminate()
            server.wait(30)


def _answers(address: str, server: subprocess.Popen[bytes]) -> bool:
    end = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                return True
        except OSError:
            time.sleep(0.25)
    return False

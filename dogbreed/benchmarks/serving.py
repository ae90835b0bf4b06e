"""Comparison of serving with this package and with Keras's `model.predict`."""

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

STARTS = 5
"""Process starts per contender; the median counts."""


def compare(bundle: Path, keras_file: Path, photo: Path) -> dict[str, dict[str, float]]:
    """Measure both contenders in turn, each in new processes.

    Args:
        bundle: Folder of the shipped network.
        keras_file: The same network in Keras's format.
        photo: The photo to classify.

    Returns:
        For `shipped` and `usual`: `first_answer`, `p50`, `p95` (s), `rate_1`, `rate_4`, `rate_8` (photos/s), `memory`
        (MB).
    """
    contenders = {"shipped": bundle, "usual": keras_file}
    first: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(STARTS):
        for name, network in contenders.items():
            start = time.perf_counter()
            _run(name, network, photo, "start")
            first[name].append(time.perf_counter() - start)
    return {
        name: {"first_answer": statistics.median(first[name]), **_run(name, network, photo, "measure")}
        for name, network in contenders.items()
    }


def _run(contender: str, network: Path, photo: Path, mode: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "dogbreed.benchmarks.contenders", contender, str(network), str(photo), mode]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])

"""The inference engine: a network's files, compiled by OpenVINO for the processor that this runs on."""

import locale
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np
import openvino

from dogbreed.settings import settings

if sys.platform != "win32":
    import fcntl

CACHE = "compiled-networks"
"""Folder inside `cache_dir` where compiled networks are kept: the next process starts in half the time.

OpenVINO compiles again what is incomplete, or was compiled by another version or from another file.
"""
LOCALE = locale.setlocale(locale.LC_ALL)
"""Of the process, as it was before the first network was compiled."""
OPTIONS = {
    "PERFORMANCE_HINT": "LATENCY",
    # Otherwise what is not int8 is computed in bfloat16 where the processor has it, and answers differ by machine.
    "INFERENCE_PRECISION_HINT": "f32",
    # Otherwise two processes compute on the same cores while others are idle.
    "ENABLE_CPU_PINNING": False,
}


class CompiledNetwork:
    """A network in memory. It can be shared between threads.

    Calls run one after the other: a single forward pass already uses all `threads` cores, so a second request would
    only need more memory.

    Args:
        graph: File of the graph, with the weights beside it, see `dogbreed.training.openvino_export`.
        threads: CPU threads of a forward pass.
    """

    def __init__(self, graph: Path, threads: int):
        with _same_locale():
            compiled = _compile(graph, {**OPTIONS, "INFERENCE_NUM_THREADS": threads})
        self._request = compiled.create_infer_request()
        self._lock = threading.Lock()
        self.widths = {output.any_name: int(output.shape[-1]) for output in compiled.outputs}
        """Length of the last axis of each output, by name."""

    def __call__(self, photo: np.ndarray) -> dict[str, np.ndarray]:
        """Run the network.

        Args:
            photo: float32 [size, size, 3], scaled as the network's card says.

        Returns:
            Its outputs by name, float32, without the batch axis.
        """
        with self._lock:
            outputs = self._request.infer({"photo": photo[np.newaxis]}, share_inputs=True)
            return {name: outputs[name][0] for name in self.widths}


@contextmanager
def _same_locale() -> Iterator[None]:
    """Restore the locale of the process: while OpenVINO reads its cache it sets "C", and two threads leave it so."""
    try:
        yield
    finally:
        locale.setlocale(locale.LC_ALL, LOCALE)


def _compile(graph: Path, options: dict[str, object]) -> openvino.CompiledModel:
    """Compile with the cache of compiled networks, where its folder can be written.

    One process at a time per network: OpenVINO lets several write the same file, and then one of them may crash.
    """
    core, folder = openvino.Core(), settings().cache_dir / CACHE
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK):
        return core.compile_model(graph, "CPU", options)
    core.set_property({"CACHE_DIR": str(folder)})
    with (folder / f"{graph.parent.name}.lock").open("w") as lock:
        if sys.platform != "win32":
            fcntl.flock(lock, fcntl.LOCK_EX)  # until the file is closed; filelock's hooks would disturb every fork
        return core.compile_model(graph, "CPU", options)

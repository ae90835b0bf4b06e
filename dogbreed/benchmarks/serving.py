"""Comparison of serving with this package and with Keras's `model.predict`, each measured in a process of its own.

Both decode the same file and answer with the same ensemble: Xception twice and the ImageNet filter once. `python -m
dogbreed.benchmarks.serving` measures one of them and prints one JSON object.
"""

import json
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

STARTS = 5
"""Process starts per contender; the median counts."""
ANSWERS = 60
CALLERS = (1, 4, 8)


def compare(bundle: Path, keras_folder: Path, photo: Path) -> dict[str, dict[str, float]]:
    """Measure both contenders in turn, each in new processes.

    Args:
        bundle: Folder of the shipped ensemble.
        keras_folder: Its two networks in Keras's format, `xception.keras` and `gate.keras`.
        photo: The photo to classify.

    Returns:
        For `shipped` and `usual`: `first_answer`, `p50`, `p95` (s), `rate_1`, `rate_4`, `rate_8` (photos/s), `memory`
        (MB).
    """
    contenders = {"shipped": bundle, "usual": keras_folder}
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
    command = [sys.executable, "-m", "dogbreed.benchmarks.serving", contender, str(network), str(photo), mode]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return measured


def shipped(network: Path) -> Callable[[bytes], object]:
    """Serving as in this package: OpenVINO, one request for all callers; `network` is the bundle's folder."""
    from dogbreed.imaging.decode import decode  # noqa: PLC0415
    from dogbreed.inference.ensemble import load_network  # noqa: PLC0415
    from dogbreed.settings import settings  # noqa: PLC0415

    classifier = load_network(network.name, settings().threads)
    return lambda data: classifier.predict(decode(data).pixels).top(5)


def usual(network: Path) -> Callable[[bytes], object]:
    """The usual way to serve: Keras models and `model.predict`; `network` is the folder of the two Keras files."""
    import io  # noqa: PLC0415

    import numpy as np  # noqa: PLC0415
    from PIL import Image  # noqa: PLC0415

    from dogbreed.inference.evidence import EvidenceMap  # noqa: PLC0415
    from dogbreed.inference.second_look import locate_dog, second_look_crop  # noqa: PLC0415
    from dogbreed.networks import efficientnet_lite, xception  # noqa: PLC0415
    from dogbreed.networks.registry import IMAGENET_FILTER, XCEPTION  # noqa: PLC0415

    breeds, filter_ = (xception.load(network / f"{name}.keras") for name in (XCEPTION, IMAGENET_FILTER))

    def outputs(model: Any, module: Any, photo: np.ndarray) -> Any:
        square = Image.fromarray(photo).resize((module.INPUT_SIZE, module.INPUT_SIZE))
        return model.predict(np.asarray(square, np.float32)[np.newaxis] * module.SCALE + module.OFFSET, verbose=0)

    def answer(data: bytes) -> object:
        photo = np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))
        first, opinion = outputs(breeds, xception, photo), outputs(filter_, efficientnet_lite, photo)
        dog = locate_dog(EvidenceMap(first["evidence"][0], "stretch"), photo.shape[1], photo.shape[0])
        again = outputs(breeds, xception, second_look_crop(photo, dog))
        return np.argsort(-(first["logits"] + again["logits"] + opinion["logits"])[0])[:5]

    return answer


def measure(answer: Callable[[bytes], object], photo: bytes) -> dict[str, float]:
    """Measure latency, throughput and memory.

    Args:
        answer: Classifies the bytes of a photo.
        photo: Bytes of the photo.

    Returns:
        `p50` and `p95` (s), `rate_1`, `rate_4` and `rate_8` (photos per second by number of callers), `memory` (MB).
    """
    seconds = []
    for _ in range(ANSWERS):
        start = time.perf_counter()
        answer(photo)
        seconds.append(time.perf_counter() - start)
    seconds.sort()
    return {
        "p50": seconds[ANSWERS // 2],
        "p95": seconds[int(ANSWERS * 0.95)],
        **{f"rate_{callers}": rate(answer, photo, callers) for callers in CALLERS},
        "memory": peak_memory(),
    }


def peak_memory() -> float:
    """Peak memory of this process, MB.

    On Linux it is read from `/proc`, because `ru_maxrss` there includes the memory of the parent process.
    """
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.findall(r"VmHWM:\s+(\d+) kB", status.read_text())[0]) / 1024
    import resource  # noqa: PLC0415

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def rate(answer: Callable[[bytes], object], photo: bytes, callers: int) -> float:
    """Photos per second with this number of concurrent callers."""
    start = time.perf_counter()
    with ThreadPoolExecutor(callers) as pool:
        list(pool.map(answer, [photo] * ANSWERS))
    return ANSWERS / (time.perf_counter() - start)


def main(contender: str, network: str, photo: str, mode: str) -> None:
    """Answer once and report it (mode "start"), or also measure (mode "measure")."""
    data = Path(photo).read_bytes()
    answer = {"shipped": shipped, "usual": usual}[contender](Path(network))
    answer(data)
    print(json.dumps(measure(answer, data) if mode == "measure" else {"answered": True}))


if __name__ == "__main__":
    main(*sys.argv[1:])

"""The two ways of serving that `serving` compares: `python -m dogbreed.benchmarks.contenders` measures one of them.

Both decode the same file, resize it to the same square and run the same network. The process prints one JSON object.
"""

import json
import re
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ANSWERS = 60
CALLERS = (1, 4, 8)


def shipped(network: Path) -> Callable[[bytes], object]:
    """Serving as in this package: LiteRT, one interpreter for all callers; `network` is the bundle's folder."""
    from dogbreed.imaging.decode import decode  # noqa: PLC0415
    from dogbreed.inference.bundle import load_bundle  # noqa: PLC0415
    from dogbreed.inference.classifier import Classifier  # noqa: PLC0415
    from dogbreed.settings import settings  # noqa: PLC0415

    classifier = Classifier(load_bundle(network.name), settings().threads)
    return lambda data: classifier.predict(decode(data).pixels).top(5)


def usual(network: Path) -> Callable[[bytes], object]:
    """The usual way to serve: a Keras model from the file `network` and `model.predict`."""
    import io  # noqa: PLC0415

    import numpy as np  # noqa: PLC0415
    from PIL import Image  # noqa: PLC0415

    from dogbreed.networks.xception import INPUT_SIZE, OFFSET, SCALE, load  # noqa: PLC0415

    model = load(network)

    def answer(data: bytes) -> object:
        photo = Image.open(io.BytesIO(data)).convert("RGB").resize((INPUT_SIZE, INPUT_SIZE))
        outputs = model.predict(np.asarray(photo, np.float32)[np.newaxis] * SCALE + OFFSET, verbose=0)
        return np.argsort(-outputs["logits"][0])[:5]

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

"""Two ways to answer for a photo, each measured in a process of its own: `python -m dogbreed.benchmarks.contenders`.

Both decode the same file, bring it to the same square and run the same network; they print one JSON object.
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
    """This package: LiteRT, one interpreter for all callers."""
    from dogbreed.imaging.decode import decode  # noqa: PLC0415
    from dogbreed.inference.bundle import load_bundle  # noqa: PLC0415
    from dogbreed.inference.classifier import Classifier  # noqa: PLC0415
    from dogbreed.settings import settings  # noqa: PLC0415

    classifier = Classifier(load_bundle(network.name), settings().threads)
    return lambda data: classifier.predict(decode(data).pixels).top(5)


def usual(network: Path) -> Callable[[bytes], object]:
    """What most photo apps do: a Keras model from a `.keras` file and `model.predict`."""
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
    """Times in seconds, rates in photos a second, memory in MB."""
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
    """The most memory that this process has held, MB.

    Not `ru_maxrss` where there is another figure: on Linux it counts what the parent process held.
    """
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.findall(r"VmHWM:\s+(\d+) kB", status.read_text())[0]) / 1024
    import resource  # noqa: PLC0415

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def rate(answer: Callable[[bytes], object], photo: bytes, callers: int) -> float:
    """Photos a second when several callers ask at once."""
    start = time.perf_counter()
    with ThreadPoolExecutor(callers) as pool:
        list(pool.map(answer, [photo] * ANSWERS))
    return ANSWERS / (time.perf_counter() - start)


def main(contender: str, network: str, photo: str, mode: str) -> None:
    """Answer once and say so; with mode "measure", go on and measure."""
    data = Path(photo).read_bytes()
    answer = {"shipped": shipped, "usual": usual}[contender](Path(network))
    answer(data)
    print(json.dumps(measure(answer, data) if mode == "measure" else {"answered": True}))


if __name__ == "__main__":
    main(*sys.argv[1:])

"""How long one answer takes."""

import time

import numpy as np

from dogbreed.inference.bundle import Bundle
from dogbreed.inference.ensemble import load_network

ANSWERS = 50


def p50(bundle: Bundle, threads: int) -> float:
    """Median time from the pixels of a photo, which has the input's size, to the answer, ms."""
    network, side = load_network(bundle.card.name, threads), bundle.card.input_size
    photo = np.random.default_rng(0).integers(0, 256, (side, side, 3), dtype=np.uint8)
    seconds = []
    for _ in range(ANSWERS):
        start = time.perf_counter()
        network.predict(photo)
        seconds.append(time.perf_counter() - start)
    return 1000 * float(np.median(seconds))

"""Latency of a single prediction."""

import time

import numpy as np

from dogbreed.inference.bundle import Bundle
from dogbreed.inference.ensemble import load_classifier

ANSWERS = 50


def p50(bundle: Bundle, threads: int) -> float:
    """Median latency of a prediction with the files of a bundle, ms.

    The photo is random and has the size of the network's input, so decoding and resizing do not count.
    """
    classifier, side = load_classifier(bundle, threads), bundle.card.input_size
    photo = np.random.default_rng(0).integers(0, 256, (side, side, 3), dtype=np.uint8)
    seconds = []
    for _ in range(ANSWERS):
        start = time.perf_counter()
        classifier.predict(photo)
        seconds.append(time.perf_counter() - start)
    return 1000 * float(np.median(seconds))

"""How long one answer takes."""

import time

import numpy as np

from dogbreed.inference.bundle import Bundle
from dogbreed.inference.classifier import Classifier

ANSWERS = 50


def p50(bundle: Bundle, threads: int) -> float:
    """Median time from the pixels of a photo to the network's outputs, ms."""
    classifier = Classifier(bundle, threads)
    side = bundle.card.input_size
    photo = np.random.default_rng(0).integers(0, 256, (side, side, 3), dtype=np.uint8)
    seconds = []
    for _ in range(ANSWERS):
        start = time.perf_counter()
        classifier.outputs(photo)
        seconds.append(time.perf_counter() - start)
    return 1000 * float(np.median(seconds))

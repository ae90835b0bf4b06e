"""This package's augmentation against Keras's preprocessing layers, as training meets them: batches from tf.data."""

import time
from collections.abc import Iterable

import numpy as np

from dogbreed.dataset.samples import SAMPLES
from dogbreed.imaging.augment import MODERATE, Enlargement
from dogbreed.imaging.decode import decode
from dogbreed.imaging.resize import prepare

SIZE = 224
BATCH = 32
PHOTOS = 512
ROUNDS = 5
SECONDS = 2.5


def compare(seconds: float = SECONDS) -> dict[str, float]:
    """Measure both in turn on the sample photos, each making batches for nobody as fast as it can.

    Args:
        seconds: How long each of five rounds of each lasts.

    Returns:
        Photos a second in the best round, the one that other programs disturbed least: `opencv` (this package) and
        `keras`.
    """
    from dogbreed.training.input_pipeline import batches  # noqa: PLC0415
    from dogbreed.training.preprocessing_layers import layered_batches  # noqa: PLC0415

    samples = [prepare(decode(sample.file.read_bytes()).pixels, SIZE, "crop") for sample in SAMPLES]
    photos = np.stack([samples[number % len(samples)] for number in range(PHOTOS)])
    targets = np.zeros((PHOTOS, 1), np.float32)
    contenders = {
        "opencv": batches(photos, targets, BATCH, Enlargement(MODERATE, factor=10)).repeat(),
        "keras": layered_batches(photos, targets, BATCH, MODERATE).repeat(),
    }
    rates: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(ROUNDS):
        for name, dataset in contenders.items():
            rates[name].append(rate(dataset, seconds))
    return {name: max(measured) for name, measured in rates.items()}


def rate(dataset: Iterable[tuple[np.ndarray, np.ndarray]], seconds: float) -> float:
    """Photos a second of an endless dataset, counted from its first batch on."""
    batches = iter(dataset)
    next(batches)
    start, photos = time.perf_counter(), 0
    while (passed := time.perf_counter() - start) < seconds:
        photos += len(next(batches)[0])
    return photos / passed

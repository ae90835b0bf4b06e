import itertools
import time
from collections.abc import Iterator

import numpy as np
import pytest

from dogbreed.benchmarks.augmentation import compare, rate


def test_a_rate_counts_photos_and_leaves_out_the_start():
    def dataset() -> Iterator[tuple[np.ndarray, np.ndarray]]:
        time.sleep(0.3)
        for _ in itertools.count():
            yield np.zeros((8, 2, 2, 3)), np.zeros((8, 1))
            time.sleep(0.01)

    assert rate(dataset(), seconds=0.3) == pytest.approx(8 / 0.01, rel=0.3)


def test_one_warp_beats_kerass_layers_by_far():
    rates = compare(seconds=0.1)
    assert rates["opencv"] > 3 * rates["keras"] > 0

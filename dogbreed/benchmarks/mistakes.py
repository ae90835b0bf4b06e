"""Duration of the tables behind the Mistakes page for many more photos than the dataset has."""

import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from dogbreed.breeds import BREEDS
from dogbreed.evaluation.confusions import breed_matrix, confused_directions, confused_pairs, group_matrix
from dogbreed.evaluation.selection import Selection, select
from dogbreed.evaluation.top1 import coverage_curve, top1_table
from dogbreed.inference.verdict import CONSIDERED

PHOTOS = 1_000_000
ACCURACY = 0.9


def measure(photos: int = PHOTOS) -> dict[str, float]:
    """Seconds that each table takes on made-up predictions, by name, and their sum as `together`."""
    predictions = made_up(photos)
    taken: dict[str, float] = {}
    answers = _timed(taken, "first answers", lambda: top1_table(predictions))
    _timed(taken, "confused pairs", lambda: confused_pairs(answers))
    _timed(taken, "directions apart", lambda: confused_directions(answers))
    _timed(taken, "matrix of groups", lambda: group_matrix(answers))
    _timed(taken, "matrix of breeds", lambda: breed_matrix(answers, [dog.wnid for dog in BREEDS]))
    _timed(taken, "coverage", lambda: coverage_curve(answers))
    _timed(taken, "photos behind a group", lambda: select(answers, Selection(truth="Terriers")))
    return taken | {"together": sum(taken.values())}


def made_up(photos: int) -> pd.DataFrame:
    """Made-up predictions in the format of `dogbreed.evaluation.stored_results`, nine of ten right."""
    random = np.random.default_rng(0)
    wnids = np.array([dog.wnid for dog in BREEDS], object)
    truth = random.integers(0, len(wnids), photos)
    first = np.where(random.random(photos) < ACCURACY, truth, random.integers(0, len(wnids), photos))
    ranked = (first[:, np.newaxis] + np.arange(CONSIDERED)) % len(wnids)
    probabilities = -np.sort(-random.dirichlet(np.full(CONSIDERED, 0.2), photos).astype(np.float32), axis=1)
    return pd.DataFrame(
        {
            "file": np.char.add(np.arange(photos).astype(str), ".jpg"),
            "truth": wnids[truth],
            "answers": list(wnids[ranked]),
            "probabilities": list(probabilities),
            "loss": random.exponential(0.3, photos).astype(np.float32),
        }
    )


def _timed(taken: dict[str, float], name: str, work: Callable[[], Any]) -> Any:
    start = time.perf_counter()
    result = work()
    taken[name] = time.perf_counter() - start
    return result

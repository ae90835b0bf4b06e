"""Which photos the pages show on a stage, from committed tables: what `dogbreed data stage` keeps."""

from collections.abc import Iterator
from functools import cache
from itertools import chain

import numpy as np
import pandas as pd

from dogbreed.breeds import BREEDS
from dogbreed.dataset.index import load_index
from dogbreed.dataset.sources import STAGED_DRAWS
from dogbreed.evaluation.confusions import confused_pairs
from dogbreed.evaluation.selection import Selection, select
from dogbreed.evaluation.stored_results import load_predictions
from dogbreed.evaluation.top1 import load_top1
from dogbreed.inference.bundle import load_bundle
from dogbreed.inference.similar import load_similar
from dogbreed.networks.registry import ENSEMBLE, XCEPTION

PAIRS = 8
"""Most confused pairs, as many as the Mistakes page lists first."""
MISTAKES, SIMILAR, TYPICAL = 12, 4, 6
"""Mistakes and pairs of similar photos per confused pair, typical photos per breed, as the pages show them first."""
LANDSCAPE = (1.3, 1.4)
"""Width divided by height of the photos of the puzzle, so that both are shown at the same size."""


@cache
def stage_photos() -> tuple[str, ...]:
    """Names of the photos, the most important first.

    Raises:
        DogbreedError: One of the tables is missing or damaged.
    """
    answers = load_top1(ENSEMBLE)
    pairs = [tuple(pair) for pair in confused_pairs(answers)[["one", "other"]].head(PAIRS).itertuples(index=False)]
    index = load_index()
    parts = (_puzzle(index, pairs[0]), _guessed(index), _mistakes(answers, pairs), _of_training(index, pairs))
    return tuple(dict.fromkeys(chain.from_iterable(parts)))


def clearest(predictions: pd.DataFrame, index: pd.DataFrame, wnid: str) -> pd.Series:
    """The test photo of a breed in landscape format for which the network is most confident of the right breed.

    Args:
        predictions: The network's, see `dogbreed.evaluation.stored_results`.
        index: The table of photos, see `dogbreed.dataset.index`.
        wnid: Of the breed.

    Returns:
        Its row of the predictions with `width` and `height` (px).
    """
    of_breed = predictions[predictions["truth"] == wnid]
    rows = of_breed.merge(index[["file", "width", "height"]], on="file").sort_values("loss")
    wide = rows[(rows["width"] / rows["height"]).between(*LANDSCAPE)]
    return (wide if len(wide) else rows).iloc[0]


def _puzzle(index: pd.DataFrame, pair: tuple[str, ...]) -> list[str]:
    predictions = load_predictions(ENSEMBLE)
    return [clearest(predictions, index, wnid)["file"] for wnid in pair]


def _guessed(index: pd.DataFrame) -> list[str]:
    """The test photos that a round draws from; the first one of every breed comes first."""
    tested = index[index["split"] == "test"]
    drawn = tested.groupby("wnid").head(STAGED_DRAWS)
    order = drawn.groupby("wnid").cumcount().sort_values(kind="stable").index
    return list(drawn.loc[order, "file"])


def _mistakes(answers: pd.DataFrame, pairs: list[tuple[str, ...]]) -> Iterator[str]:
    chosen = [Selection(), *(Selection(one, other, both_ways=True) for one, other in pairs)]
    for selection in chosen:
        yield from select(answers, selection)["file"].head(MISTAKES)


def _of_training(index: pd.DataFrame, pairs: list[tuple[str, ...]]) -> Iterator[str]:
    """The most similar photos of each pair, and typical photos of each breed, those of the pairs first."""
    similar = load_similar(load_bundle(XCEPTION))
    if similar is None:
        return
    trained = index[index["split"] == "train"]
    files, rows = trained["file"].tolist(), {dog.wnid: np.flatnonzero(trained["wnid"] == dog.wnid) for dog in BREEDS}
    for one, other in pairs:
        for places in similar.closest_pairs(rows[one], rows[other], SIMILAR):
            yield from (files[place] for place in places)
    for wnid in dict.fromkeys([*chain.from_iterable(pairs), *rows]):
        yield from (files[place] for place in similar.typical(rows[wnid], TYPICAL))

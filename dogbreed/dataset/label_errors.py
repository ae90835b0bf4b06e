"""Suspected label errors in the training set, by confident learning (Northcutt, Jiang and Chuang 2021)."""

from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from dogbreed.dataset.csv_table import read_table

LABEL_ERRORS_FILE = Path(__file__).with_name("label_errors.csv")
COLUMNS = ("file", "given", "suggested", "self_confidence", "suggested_probability")
FIND_THEM = "find them again with `python -m dogbreed data label-errors`, or get the committed file back."


def find_label_errors(
    files: pd.Series, classes: tuple[str, ...], labels: np.ndarray, probabilities: np.ndarray
) -> pd.DataFrame:
    """Photos whose label is probably wrong.

    Args:
        files: Names of the photos.
        classes: WordNet ids in the order of the probabilities.
        labels: int [photos], indices of the labelled classes.
        probabilities: float [photos, classes], out-of-sample: from networks that were not trained on the photo.

    Returns:
        The columns `file`, `given` and `suggested` (WordNet ids), `self_confidence` and `suggested_probability`
        (probabilities of these two, 0 to 1), the lowest self-confidence first.
    """
    from cleanlab.filter import find_label_issues  # noqa: PLC0415 - the page reads the table without it

    rows = find_label_issues(labels, probabilities, return_indices_ranked_by="self_confidence", n_jobs=1)
    given, suggested = labels[rows], probabilities[rows].argmax(axis=1)
    names = np.array(classes)
    table = pd.DataFrame(
        {
            "file": files.iloc[rows].to_numpy(),
            "given": names[given],
            "suggested": names[suggested],
            "self_confidence": probabilities[rows, given].round(5),
            "suggested_probability": probabilities[rows, suggested].round(5),
        }
    )
    return table[table["given"] != table["suggested"]].reset_index(drop=True)


@cache
def load_label_errors(path: Path = LABEL_ERRORS_FILE) -> pd.DataFrame:
    """The committed table of `find_label_errors`, cached: copy it before changing it.

    Raises:
        DogbreedError: The file is missing, damaged or has other columns.
    """
    return read_table(path, COLUMNS, "suspected label errors", FIND_THEM)

"""A network's most probable breed for every test photo: the top-1 table, accuracy per breed and per coverage."""

from operator import itemgetter

import numpy as np
import pandas as pd
import pyarrow as pa

from dogbreed.breeds import BREEDS, GROUPS
from dogbreed.errors import DogbreedError
from dogbreed.evaluation.metrics import proportions
from dogbreed.evaluation.stored_results import load_predictions

WNIDS = pd.Index([breed.wnid for breed in BREEDS])
GROUP_NAMES = pd.Index([group.name for group in GROUPS])
GROUP_OF_BREED = GROUP_NAMES.get_indexer(pd.Index([breed.group for breed in BREEDS]))
"""Index into `GROUPS` for each of `BREEDS`, int [120]."""
COVERAGE_STEPS = 100


def top1_table(predictions: pd.DataFrame) -> pd.DataFrame:
    """The top-1 table, one row per photo.

    Args:
        predictions: The table of `dogbreed.evaluation.stored_results.predictions_table`.

    Returns:
        The columns of `predictions`, with `truth` as a categorical of the 120 WordNet ids, and `answer` (the most
        probable breed, the same categorical), `probability` (of the answer, 0 to 1), `right` (bool), `rank` (of the
        truth among the stored answers, from 1; 0 if it is not among them), `truth_group` and `answer_group`
        (categoricals of the names of the kennel groups).

    Raises:
        DogbreedError: A truth or an answer is none of the 120 breeds.
    """
    names = predictions["truth"].to_numpy(object)
    truth, answer = (
        WNIDS.get_indexer(pd.Index(wnids, dtype=object)) for wnids in (names, first(predictions["answers"]))
    )
    if (truth < 0).any() or (answer < 0).any():
        raise DogbreedError("The stored answers name breeds that are none of the 120.")
    right = truth == answer
    rank = np.ones(len(predictions), np.int8)
    rank[~right] = _ranks(predictions["answers"].to_numpy()[~right], names[~right])
    return predictions.assign(
        truth=pd.Categorical.from_codes(truth, WNIDS),
        answer=pd.Categorical.from_codes(answer, WNIDS),
        probability=first(predictions["probabilities"]),
        right=right,
        rank=rank,
        truth_group=pd.Categorical.from_codes(GROUP_OF_BREED[truth], GROUP_NAMES),
        answer_group=pd.Categorical.from_codes(GROUP_OF_BREED[answer], GROUP_NAMES),
    )


def load_top1(name: str) -> pd.DataFrame:
    """The top-1 table of a network of the models folder.

    Raises:
        DogbreedError: Its stored test predictions are missing or damaged.
    """
    try:
        return top1_table(load_predictions(name))
    except (OSError, KeyError, ValueError, TypeError, IndexError, pa.ArrowException) as problem:
        raise DogbreedError(
            f"The stored test predictions of “{name}” are damaged: `python -m dogbreed evaluate {name}` makes them "
            "again."
        ) from problem


def paired_answers(answers: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """Join the top-1 tables of two networks on the photos that both were tested on.

    Args:
        answers: The top-1 table of the first network.
        other: The top-1 table of the second network.

    Returns:
        The first table, in its order, with `other_answer`, `other_probability` and `other_right` of the second.
    """
    columns = {name: f"other_{name}" for name in ("answer", "probability", "right")}
    return answers.merge(other[["file", *columns]].rename(columns=columns), on="file")


def first(lists: pd.Series) -> np.ndarray:
    """The first entry of every list of a column.

    Raises:
        ValueError: The lists are not of one length.
    """
    if lists.empty:
        return np.empty(0, object)
    if len(set(map(len, lists.to_numpy()))) > 1:
        raise ValueError("lists of different lengths")
    return np.fromiter(map(itemgetter(0), lists.to_numpy()), _dtype(lists.iloc[0][0]), len(lists))


def _dtype(value: object) -> np.dtype:
    return np.dtype(object) if isinstance(value, str) else np.asarray(value).dtype


def _ranks(ranked: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """Rank of each truth in its list of answers, from 1; 0 if it is not among them, int [photos]."""
    if not len(ranked):
        return np.empty(0, int)
    hits = np.concatenate(ranked).reshape(len(ranked), -1) == truth[:, np.newaxis]
    ranks: np.ndarray = np.where(hits.any(axis=1), hits.argmax(axis=1) + 1, 0)
    return ranks


def right(predictions: pd.DataFrame) -> pd.Series:
    """Whether the most probable breed is the true one, bool [photos].

    Args:
        predictions: The table of `dogbreed.evaluation.stored_results.predictions_table`.
    """
    return predictions["truth"] == first(predictions["answers"])


def by_breed(predictions: pd.DataFrame) -> pd.DataFrame:
    """Accuracy of every breed, in order of WordNet id.

    Args:
        predictions: The table of `dogbreed.evaluation.stored_results.predictions_table`.

    Returns:
        One row per breed: `wnid`, `photos`, `right` (photos), `accuracy` with its 95 % interval `low` to `high`,
        `taken_for` (WordNet id of the breed that it is most often confused with, "" if there is none) and `times`.
    """
    answered = pd.DataFrame({"truth": predictions["truth"], "answer": first(predictions["answers"])})
    photos = answered["truth"].value_counts().sort_index()
    named = answered["truth"] == answered["answer"]
    hits = answered["truth"][named].value_counts().reindex(photos.index).fillna(0)
    mistakes = answered[~named].value_counts().reset_index(name="times")
    # value_counts sorts by frequency: the first row of each breed is its most frequent confusion.
    worst = mistakes.drop_duplicates("truth").set_index("truth").reindex(photos.index)
    return pd.DataFrame(
        {
            "wnid": photos.index,
            "photos": photos.to_numpy(),
            "right": hits.astype(int).to_numpy(),
            **proportions("accuracy", hits, photos),
            "taken_for": worst["answer"].fillna("").to_numpy(),
            "times": worst["times"].fillna(0).astype(int).to_numpy(),
        }
    )


def coverage_curve(answers: pd.DataFrame) -> pd.DataFrame:
    """Coverage and accuracy at confidence thresholds from 0 to 1 in steps of 0.01 (El-Yaniv and Wiener 2010).

    Args:
        answers: The table of `top1_table`.

    Returns:
        `threshold` (0 to 1: answers of lower probability are withheld), `answered` (photos), `coverage` (share of the
        photos), `right` (photos), `accuracy` of the answers that are given (NaN if there are none) with its 95 %
        interval `low` to `high`.
    """
    thresholds = np.arange(COVERAGE_STEPS + 1) / COVERAGE_STEPS
    # The last threshold that a probability reaches: it is answered at this one and all below.
    reached = np.searchsorted(thresholds, answers["probability"].to_numpy(np.float64), side="right") - 1
    answered, right = (
        np.bincount(steps, minlength=len(thresholds))[::-1].cumsum()[::-1]
        for steps in (reached, reached[answers["right"].to_numpy()])
    )
    return pd.DataFrame(
        {
            "threshold": thresholds,
            "answered": answered,
            "coverage": answered / max(len(answers), 1),
            "right": right,
            **proportions("accuracy", right, answered),
        }
    )

"""Confusion matrices and confused pairs, of breeds and of kennel groups.

All functions take the table of `dogbreed.evaluation.top1.top1_table`.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from dogbreed.evaluation.metrics import proportions
from dogbreed.evaluation.top1 import GROUP_NAMES, WNIDS


def confused_pairs(answers: pd.DataFrame) -> pd.DataFrame:
    """Every pair of breeds that was confused in either direction, the largest share of confusions first.

    Returns:
        `one` and `other` (WordNet ids), `one_as_other`, `other_as_one` and `photos` (counts of test photos), `share` of
        the photos of both breeds that were confused, with its 95 % interval `low` to `high`.
    """
    counts = breed_counts(answers)
    photos, wrong = counts.sum(axis=1), counts - np.diag(np.diag(counts))
    one, other = np.nonzero(np.triu(wrong + wrong.T))
    there, back = wrong[one, other], wrong[other, one]
    pairs = {"one": WNIDS[one], "other": WNIDS[other], "one_as_other": there, "other_as_one": back}
    return _ranked(pairs, there + back, photos[one] + photos[other])


def confused_directions(answers: pd.DataFrame) -> pd.DataFrame:
    """Every confusion of one breed with another, each direction for itself, the largest share first.

    Returns:
        `truth` and `answer` (WordNet ids), `times`, `photos` (of the truth), `share` of these, with its 95 % interval
        `low` to `high`.
    """
    counts = breed_counts(answers)
    photos, wrong = counts.sum(axis=1), counts - np.diag(np.diag(counts))
    truth, answer = np.nonzero(wrong)
    times = wrong[truth, answer]
    return _ranked({"truth": WNIDS[truth], "answer": WNIDS[answer], "times": times}, times, photos[truth])


def breed_confusions(answers: pd.DataFrame, breed: str) -> pd.DataFrame:
    """The breeds that one breed was confused with, those with the most confusions first.

    Args:
        answers: The top-1 table.
        breed: WordNet id.

    Returns:
        `other` (WordNet id), `as_other` (test photos of the breed mistaken for the other one), `as_breed` (of the other
        one mistaken for the breed), `other_photos` (test photos of the other one).
    """
    counts, own = breed_counts(answers), WNIDS.get_loc(breed)
    both = counts[own] + counts[:, own]
    both[own] = 0
    ranked = np.argsort(-both, kind="stable")[: np.count_nonzero(both)]
    return pd.DataFrame(
        {
            "other": WNIDS[ranked],
            "as_other": counts[own, ranked],
            "as_breed": counts[ranked, own],
            "other_photos": counts[ranked].sum(axis=1),
        }
    )


def breed_counts(answers: pd.DataFrame) -> np.ndarray:
    """The confusion matrix of the 120 breeds: photos, int [truth, answer], in order of WordNet id."""
    return _counts(answers["truth"], answers["answer"], len(WNIDS))


def breed_matrix(answers: pd.DataFrame, breeds: Sequence[str]) -> pd.DataFrame:
    """The confusion matrix of some breeds.

    Args:
        answers: The top-1 table.
        breeds: WordNet ids, in the order of rows and columns.

    Returns:
        One row per cell: `truth`, `answer` (WordNet ids), `times`, `photos` (of the truth, whatever was answered) and
        `share` of these.
    """
    counts, chosen = breed_counts(answers), WNIDS.get_indexer(pd.Index(breeds))
    return _cells(counts[np.ix_(chosen, chosen)], counts.sum(axis=1)[chosen], breeds)


def group_matrix(answers: pd.DataFrame) -> pd.DataFrame:
    """The confusion matrix of kennel groups, wrong answers only: the diagonal counts confusions within a group.

    Returns:
        One row per cell with the columns of `breed_matrix`, but names of groups; groups without a test photo are left
        out.
    """
    photos = answers["truth_group"].value_counts().reindex(GROUP_NAMES).to_numpy()
    wrong = answers[~answers["right"]]
    counts = _counts(wrong["truth_group"], wrong["answer_group"], len(GROUP_NAMES))
    tested = np.flatnonzero(photos)
    return _cells(counts[np.ix_(tested, tested)], photos[tested], GROUP_NAMES[tested])


def within_group(answers: pd.DataFrame) -> tuple[int, float]:
    """Number of wrong answers, and the share of these, 0 to 1, that name a breed of the right kennel group."""
    wrong = answers[~answers["right"]]
    kept = wrong["truth_group"].cat.codes == wrong["answer_group"].cat.codes
    return len(wrong), float(kept.sum() / max(len(wrong), 1))


def _counts(truth: pd.Series, answer: pd.Series, size: int) -> np.ndarray:
    cells = truth.cat.codes.to_numpy(np.int64) * size + answer.cat.codes.to_numpy()
    return np.bincount(cells, minlength=size * size).reshape(size, size)


def _cells(counts: np.ndarray, photos: np.ndarray, names: Sequence[str] | pd.Index) -> pd.DataFrame:
    size = len(names)
    cells = pd.DataFrame(
        {
            "truth": np.repeat(np.array(names), size),
            "answer": np.tile(np.array(names), size),
            "times": counts.ravel(),
            "photos": np.repeat(photos, size),
        }
    )
    return cells.assign(share=cells["times"] / cells["photos"].clip(lower=1))


def _ranked(columns: dict[str, np.ndarray | pd.Index], times: np.ndarray, photos: np.ndarray) -> pd.DataFrame:
    table = pd.DataFrame(columns | {"photos": photos}).assign(**proportions("share", times, photos))
    return table.sort_values(["share", "photos"], ascending=False, kind="stable", ignore_index=True)

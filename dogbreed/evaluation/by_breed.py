"""A network's answers, breed by breed."""

import pandas as pd

from dogbreed.evaluation.metrics import proportion


def right(predictions: pd.DataFrame) -> pd.Series:
    """Whether the first answer is the truth, bool [photos]; see `dogbreed.evaluation.predictions`."""
    return predictions["answers"].str[0] == predictions["truth"]


def by_breed(predictions: pd.DataFrame) -> pd.DataFrame:
    """A row a breed, in order of WordNet id.

    Returns:
        `wnid`, `photos` (of the breed), `right` (of these), `accuracy` with its 95 % interval `low` to `high`,
        `taken_for` (the WordNet id that it is most often taken for, "" if it never is) and `times`.
    """
    rows = []
    for wnid, photos in predictions.groupby("truth"):
        answers = photos["answers"].str[0]
        mistakes = answers[answers != wnid].value_counts()
        hits = len(photos) - int(mistakes.sum())
        share = proportion(hits, len(photos))
        taken_for, times = (mistakes.index[0], int(mistakes.iloc[0])) if len(mistakes) else ("", 0)
        rows.append((wnid, len(photos), hits, share.value, share.low, share.high, taken_for, times))
    names = ["wnid", "photos", "right", "accuracy", "low", "high", "taken_for", "times"]
    return pd.DataFrame(rows, columns=names)

"""A network's accuracy per breed."""

import pandas as pd

from dogbreed.evaluation.metrics import proportion


def right(predictions: pd.DataFrame) -> pd.Series:
    """Whether the most probable breed is the true one, bool [photos].

    Args:
        predictions: The table of `dogbreed.evaluation.predictions.predictions_table`.
    """
    return predictions["answers"].str[0] == predictions["truth"]


def by_breed(predictions: pd.DataFrame) -> pd.DataFrame:
    """Accuracy of every breed, in order of WordNet id.

    Args:
        predictions: The table of `dogbreed.evaluation.predictions.predictions_table`.

    Returns:
        One row per breed: `wnid`, `photos`, `right` (photos), `accuracy` with its 95 % interval `low` to `high`,
        `taken_for` (WordNet id of the breed that it is most often confused with, "" if there is none) and `times`.
    """
    answered = pd.DataFrame({"truth": predictions["truth"], "answer": predictions["answers"].str[0]})
    mistakes = answered[answered["truth"] != answered["answer"]].value_counts().reset_index(name="times")
    mistaken = mistakes.groupby("truth")["times"].sum()
    # value_counts sorts by frequency: the first row of each breed is its most frequent confusion.
    worst = mistakes.drop_duplicates("truth")
    most = dict(zip(worst["truth"], zip(worst["answer"], worst["times"], strict=True), strict=True))
    rows = []
    for wnid, photos in answered["truth"].value_counts().sort_index().items():
        hits = int(photos - mistaken.get(wnid, 0))
        share = proportion(hits, int(photos))
        rows.append((wnid, photos, hits, share.value, share.low, share.high, *most.get(str(wnid), ("", 0))))
    names = ["wnid", "photos", "right", "accuracy", "low", "high", "taken_for", "times"]
    return pd.DataFrame(rows, columns=names)

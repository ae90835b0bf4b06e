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
    answered = pd.DataFrame({"truth": predictions["truth"], "answer": predictions["answers"].str[0]})
    mistakes = answered[answered["truth"] != answered["answer"]].value_counts().reset_index(name="times")
    mistaken = mistakes.groupby("truth")["times"].sum()
    # The most frequent come first.
    worst = mistakes.drop_duplicates("truth")
    most = dict(zip(worst["truth"], zip(worst["answer"], worst["times"], strict=True), strict=True))
    rows = []
    for wnid, photos in answered["truth"].value_counts().sort_index().items():
        hits = int(photos - mistaken.get(wnid, 0))
        share = proportion(hits, int(photos))
        rows.append((wnid, photos, hits, share.value, share.low, share.high, *most.get(str(wnid), ("", 0))))
    names = ["wnid", "photos", "right", "accuracy", "low", "high", "taken_for", "times"]
    return pd.DataFrame(rows, columns=names)

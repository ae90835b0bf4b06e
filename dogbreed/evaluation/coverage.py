"""Selective classification: accuracy of the answers above a confidence threshold."""

import numpy as np
import pandas as pd

from dogbreed.evaluation.metrics import Estimate, proportion

STEPS = 100


def coverage_curve(answers: pd.DataFrame) -> pd.DataFrame:
    """Coverage and accuracy at confidence thresholds from 0 to 1 in steps of 0.01 (El-Yaniv and Wiener 2010).

    Args:
        answers: The table of `dogbreed.evaluation.top1.top1_table`.

    Returns:
        `threshold` (0 to 1: answers of lower probability are withheld), `answered` (photos), `coverage` (share of the
        photos), `right` (photos), `accuracy` of the answers that are given (NaN if there are none) with its 95 %
        interval `low` to `high`.
    """
    order = np.argsort(answers["probability"].to_numpy(), kind="stable")
    probabilities = answers["probability"].to_numpy(np.float64)[order]
    right_from = np.append(answers["right"].to_numpy()[order][::-1].cumsum()[::-1], 0)
    thresholds = np.arange(STEPS + 1) / STEPS
    first = np.searchsorted(probabilities, thresholds, side="left")
    answered, right = len(answers) - first, right_from[first]
    accuracies: list[Estimate] = [proportion(int(hits), int(of)) for hits, of in zip(right, answered, strict=True)]
    return pd.DataFrame(
        {
            "threshold": thresholds,
            "answered": answered,
            "coverage": answered / max(len(answers), 1),
            "right": right,
            "accuracy": [accuracy.value for accuracy in accuracies],
            "low": [accuracy.low for accuracy in accuracies],
            "high": [accuracy.high for accuracy in accuracies],
        }
    )

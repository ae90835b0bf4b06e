"""Accuracy and time of combinations of looks at a photo; stored in the network's folder."""

from dogbreed.evaluation.stored_results import BundleTable

COLUMNS = ("looks", "photos", "top1", "top1_low", "top1_high", "cross_entropy", "ms", "shipped")
LOOKS_TABLE = BundleTable("looks.csv", COLUMNS, "figures of other looks", "--looks")
"""One row per combination: on the validation photos, `top1` with its 95 % interval, `cross_entropy` in nats; `ms`, the
sum of the median latencies of its passes on 2 threads; and whether the app answers so."""

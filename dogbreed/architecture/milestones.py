"""ImageNet networks from AlexNet to Xception: what was measured, how, and the source.

The figures of a network depend on how it was evaluated: one network or the mean of several, one crop of a photo or the
mean of ten. `compared` marks the row of each network that is closest to the others: one network, one crop, as Keras's
documentation (https://keras.io/api/applications) measured its networks. Two that Keras does not have are as their
papers measured them: AlexNet with ten crops, GoogLeNet with one. Where neither a paper nor that documentation has a
figure, there is none.
"""

from functools import cache
from pathlib import Path

import pandas as pd

FILE = Path(__file__).with_name("milestones.csv")


@cache
def milestones() -> pd.DataFrame:
    """One row per measurement, read once: copy the table before changing it.

    Returns:
        `network`, `year` (first published), `paper`, `link`, `split` of ImageNet, `networks` (whose mean it is),
        `crops` of each photo, `top1_error` and `top5_error` in %, `parameters` and `multiply_adds` (one crop) of one
        network, `compared`, and `source` of the figures.
    """
    table = pd.read_csv(FILE, dtype={"crops": str})
    return table.assign(compared=table["compared"] == "yes")

"""Data problems that the table of photos shows: tiny photos and implausible boxes."""

import pandas as pd

from dogbreed.dataset.photo_facts import NETWORK_SIDE

TINY_BOX = 0.02
"""Share of the photo below which a dog covers too few of a network's 224 x 224 pixels: 32 x 32."""


def tiny_photos(facts: pd.DataFrame) -> pd.DataFrame:
    """Photos with fewer pixels than the network input of 224 x 224, the smallest first.

    Args:
        facts: The table of `dogbreed.dataset.photo_facts.photo_facts`.
    """
    return facts[facts["pixels"] < NETWORK_SIDE**2].sort_values("pixels", kind="stable")


def odd_boxes(facts: pd.DataFrame) -> pd.DataFrame:
    """All implausible boxes, the most serious problems first.

    Args:
        facts: The table of `dogbreed.dataset.photo_facts.photo_facts`.

    Returns:
        One row per box with the columns of `facts` and `box` ([xmin, ymin, xmax, ymax], px), `share` (of the photo's
        area, may be above 1) and `problem` ("empty", "larger than the photo", "outside the photo" or "tiny").
    """
    boxes = facts.assign(box=facts["boxes"]).explode("box", ignore_index=True)
    x0, y0, x1, y1 = (boxes["box"].str[place].astype(int) for place in range(4))
    across, down = x1 - x0, y1 - y0
    boxes["share"] = across * down / boxes["pixels"]
    kinds = {
        "empty": (across <= 0) | (down <= 0),
        "larger than the photo": (across > boxes["width"]) | (down > boxes["height"]),
        "outside the photo": (x0 < 0) | (y0 < 0) | (x1 > boxes["width"]) | (y1 > boxes["height"]),
        "tiny": boxes["share"] < TINY_BOX,
    }
    problem = pd.Series(pd.NA, boxes.index, dtype="object")
    for words, odd in kinds.items():
        problem = problem.mask(problem.isna() & odd, words)
    boxes["problem"] = pd.Categorical(problem, list(kinds), ordered=True)
    return boxes[boxes["problem"].notna()].sort_values(["problem", "share"], kind="stable", ignore_index=True)

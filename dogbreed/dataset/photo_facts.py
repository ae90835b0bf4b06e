"""Derived columns of the table of photos: area, aspect ratio, number of dogs, share of the photo they cover."""

import numpy as np
import pandas as pd

from dogbreed.breeds import BREEDS

NETWORK_SIDE = 224
"""Width and height of the study's network input, px: 50,176 pixels."""

GROUP_OF = {dog.wnid: dog.group for dog in BREEDS}
NAME_OF = {dog.wnid: dog.name for dog in BREEDS}


def photo_facts(index: pd.DataFrame) -> pd.DataFrame:
    """The table of photos with derived columns.

    Args:
        index: See `dogbreed.dataset.index.build_index`.

    Returns:
        The same rows with the additional columns `breed` (name), `group` (kennel group), `pixels` (width times height),
        `aspect` (width by height), `dogs` (number of boxes), `fill` (share of the photo inside any box, 0 to 1).
    """
    return index.assign(
        breed=index["wnid"].map(NAME_OF),
        group=index["wnid"].map(GROUP_OF),
        pixels=index["width"] * index["height"],
        aspect=index["width"] / index["height"],
        dogs=index["boxes"].str.len(),
        fill=[
            box_coverage(width, height, boxes)
            for width, height, boxes in zip(index["width"], index["height"], index["boxes"], strict=True)
        ],
    )


def box_coverage(width: int, height: int, boxes: list[list[int]]) -> float:
    """Share of a photo, 0 to 1, that lies in at least one box; the part of a box outside the photo does not count.

    Args:
        width: Width of the photo, px.
        height: Height of the photo, px.
        boxes: Each [xmin, ymin, xmax, ymax], px.
    """
    inside = [(max(x0, 0), max(y0, 0), min(x1, width), min(y1, height)) for x0, y0, x1, y1 in boxes]
    inside = [(x0, y0, x1, y1) for x0, y0, x1, y1 in inside if x1 > x0 and y1 > y0]
    if len(inside) == 1:
        [(x0, y0, x1, y1)] = inside
        return (x1 - x0) * (y1 - y0) / (width * height)
    covered = np.zeros((height, width), bool)
    for x0, y0, x1, y1 in inside:
        covered[y0:y1, x0:x1] = True
    return float(covered.mean())

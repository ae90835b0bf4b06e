"""Which photos are looked at."""

from dataclasses import dataclass, replace
from enum import StrEnum

import pandas as pd

from dogbreed.breeds import GROUPS

GROUP_NAMES = frozenset(group.name for group in GROUPS)
MANY_DOGS = 4
"""Photos with that many dogs or more are one kind."""

Interval = tuple[float, float]
"""From the first, below the second."""

ANY: Interval = (0, float("inf"))


class Order(StrEnum):
    """What comes first."""

    LISTED = "as the dataset lists them"
    SMALLEST = "fewest pixels first"
    LARGEST = "most pixels first"
    SMALLEST_DOG = "smallest share of dog first"
    MOST_DOGS = "most dogs first"


ORDERS = {
    Order.SMALLEST: ("pixels", True),
    Order.LARGEST: ("pixels", False),
    Order.SMALLEST_DOG: ("fill", True),
    Order.MOST_DOGS: ("dogs", False),
}


@dataclass(frozen=True)
class PhotoFilter:
    """What a photo has to be; None and `ANY` stand for whatever there is.

    Attributes:
        breed: WordNet id of a breed or name of a kennel group.
        split: "train" or "test".
        width: Of the original, px.
        height: Of the original, px.
        aspect: Width by height.
        fill: Share of the photo that lies in its dogs' boxes.
        dogs: Number of boxes; `MANY_DOGS` stands for that many or more.
    """

    breed: str | None = None
    split: str | None = None
    width: Interval = ANY
    height: Interval = ANY
    aspect: Interval = ANY
    fill: Interval = ANY
    dogs: int | None = None

    def without(self, *names: str) -> "PhotoFilter":
        """The same, whatever the named attributes are: what a chart shows that can itself set them."""
        anything = PhotoFilter()
        return replace(self, **{name: getattr(anything, name) for name in names})


def matching(facts: pd.DataFrame, wanted: PhotoFilter, order: Order = Order.LISTED) -> pd.DataFrame:
    """The rows of `dogbreed.dataset.photo_facts.photo_facts` that are wanted, in order."""
    kept = pd.Series(True, facts.index)
    if wanted.breed is not None:
        kept &= facts["group" if wanted.breed in GROUP_NAMES else "wnid"] == wanted.breed
    if wanted.split is not None:
        kept &= facts["split"] == wanted.split
    for name in ("width", "height", "aspect", "fill"):
        low, high = getattr(wanted, name)
        if (low, high) != ANY:
            kept &= facts[name].between(low, high, inclusive="left")
    if wanted.dogs is not None:
        kept &= facts["dogs"] >= wanted.dogs if wanted.dogs == MANY_DOGS else facts["dogs"] == wanted.dogs
    found = facts[kept]
    if order is Order.LISTED:
        return found
    column, rising = ORDERS[order]
    return found.sort_values(column, ascending=rising, kind="stable")

"""Filter and sort order of the table of photos."""

from dataclasses import dataclass, replace
from enum import StrEnum

import pandas as pd

from dogbreed.breeds import GROUPS

GROUP_NAMES = frozenset(group.name for group in GROUPS)
MANY_DOGS = 4
"""Filter value that stands for this many dogs or more."""

Interval = tuple[float, float]
"""Lower limit, included, and upper limit, excluded."""

ANY: Interval = (0, float("inf"))


class Order(StrEnum):
    """How photos are sorted."""

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
    """Conditions on a photo; None and `ANY` impose no condition.

    Attributes:
        breed: WordNet id of a breed or name of a kennel group.
        split: "train" or "test".
        width: Width of the original, px.
        height: Height of the original, px.
        aspect: Width by height.
        fill: Share of the photo inside its dogs' boxes, 0 to 1.
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
        """The filter without the conditions on the named attributes: for a chart that sets these itself."""
        anything = PhotoFilter()
        return replace(self, **{name: getattr(anything, name) for name in names})


def matching(facts: pd.DataFrame, wanted: PhotoFilter, order: Order = Order.LISTED) -> pd.DataFrame:
    """The matching rows of the table of `dogbreed.dataset.photo_facts.photo_facts`, sorted; the table if all match."""
    if wanted == PhotoFilter() and order is Order.LISTED:
        return facts
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

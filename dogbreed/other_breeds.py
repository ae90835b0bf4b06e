"""Breeds and mixes outside the 120 that the memory of other dogs has photos of."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

OTHER_BREEDS_FILE = Path(__file__).with_name("other_breeds.csv")


@dataclass(frozen=True)
class OtherBreed:
    """A breed or a mix outside the 120.

    Attributes:
        key: "jack-russell-terrier".
        name: Common name, capitalised: "Jack Russell terrier".
        with_article: The name in running text: "a Jack Russell terrier".
        mix: Whether it is a mix of breeds.
        origin: Where it comes from; "" for a mix or where it is not known.
        about: What kind of dog it is, a phrase; may be "".
    """

    key: str
    name: str
    with_article: str
    mix: bool = False
    origin: str = ""
    about: str = ""


@cache
def other_breeds() -> dict[str, OtherBreed]:
    """All of them by their key."""
    with OTHER_BREEDS_FILE.open(encoding="utf-8", newline="") as file:
        return {row["key"]: OtherBreed(**row | {"mix": row["mix"] == "1"}) for row in csv.DictReader(file)}


def other_breed(key: str) -> OtherBreed:
    """The breed or mix with a key."""
    return other_breeds()[key]

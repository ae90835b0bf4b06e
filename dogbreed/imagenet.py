"""The 1000 classes of ImageNet (Russakovsky et al. 2015), the output of the ImageNet filter.

The names are based on those of OpenAI's CLIP (MIT licence); the 120 breeds have the names of `dogbreed.breeds`.
"""

import csv
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

IMAGENET_FILE = Path(__file__).with_name("imagenet.csv")


class Kind(StrEnum):
    """Relation of a class to the 120 breeds."""

    BREED = "breed"
    """One of the 120 breeds."""
    DOG = "dog"
    """A dog breed outside the 120."""
    WILD_CANID = "wild canid"
    """Wolves, foxes and the coyote; the dingo, the dhole and the African wild dog are among the 120."""
    OTHER = "other"


@dataclass(frozen=True)
class ImageNetClass:
    """One ImageNet class.

    Attributes:
        wnid: WordNet id, "n02123045".
        name: "tabby cat".
        with_article: The name in running text: "a tabby cat".
        kind: Relation to the 120 breeds.
    """

    wnid: str
    name: str
    with_article: str
    kind: Kind


def _read() -> tuple[ImageNetClass, ...]:
    with IMAGENET_FILE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return tuple(ImageNetClass(row["wnid"], row["name"], row["with_article"], Kind(row["kind"])) for row in rows)


IMAGENET = _read()
"""All 1000 in order of WordNet id, which is the order of the networks' outputs."""

BREED_PLACES = [place for place, known in enumerate(IMAGENET) if known.kind is Kind.BREED]
"""Indices of the 120 breeds among the 1000 classes; both are in order of WordNet id."""

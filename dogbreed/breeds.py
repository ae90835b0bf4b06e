"""The 120 breeds of Stanford Dogs with their common names and kennel groups.

The groups are those of the Fédération Cynologique Internationale (FCI, https://www.fci.be/en/nomenclature/) in
plainer words; group 4, the dachshunds, contains none of the 120. Four breeds that the FCI does not recognise are in
the group of their closest relatives: the bluetick, redbone and Treeing Walker coonhounds among the scent hounds, like
the black-and-tan coonhound, and the toy terrier, most of whose photos show toy fox terriers, among the terriers. The
Eskimo dog is in the group of the Canadian Eskimo dog. The dingo, the dhole and the African wild dog are not breeds and
have their own group.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dogbreed.errors import DogbreedError

BREEDS_FILE = Path(__file__).with_name("breeds.csv")
GROUPS_FILE = Path(__file__).with_name("groups.csv")


@dataclass(frozen=True)
class Breed:
    """One of the 120 classes.

    Attributes:
        wnid: WordNet id, "n02092002".
        stanford: Stanford's name, "Scottish_deerhound".
        name: Common name, capitalised: "Scottish deerhound", "Pug".
        with_article: The name in running text: "a Scottish deerhound", "a pug".
        group: Name of its `Group`, "Sighthounds".
        dog_ceo: Its folder in the Dog CEO collection, "deerhound-scottish".
        aliases: Other names to search by.
    """

    wnid: str
    stanford: str
    name: str
    with_article: str
    group: str
    dog_ceo: str
    aliases: tuple[str, ...] = ()

    @property
    def folder(self) -> str:
        """Stanford's folder, "n02092002-Scottish_deerhound"."""
        return f"{self.wnid}-{self.stanford}"


@dataclass(frozen=True)
class Group:
    """A kennel group.

    Attributes:
        name: "Sighthounds".
        with_article: A member in running text: "a sighthound".
        short: Short name for labels, "Retrievers, spaniels".
        fci: Number of the group in the FCI's nomenclature; None for the wild dogs.
    """

    name: str
    with_article: str
    short: str
    fci: int | None


def breed(wnid: str) -> Breed:
    """The breed with a WordNet id.

    Raises:
        DogbreedError: None of the 120 breeds has this id.
    """
    found = _by_wnid().get(wnid)
    if found is None:
        raise DogbreedError(f"{wnid} is none of the 120 breeds: {BREEDS_FILE.name} lists their ids.")
    return found


def _rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def _by_wnid() -> dict[str, Breed]:
    return {breed.wnid: breed for breed in BREEDS}


BREEDS = tuple(Breed(**row | {"aliases": tuple(filter(None, row["aliases"].split(";")))}) for row in _rows(BREEDS_FILE))
"""All 120 in order of WordNet id: the class order of every network."""

GROUPS = tuple(Group(**row | {"fci": int(row["fci"]) if row["fci"] else None}) for row in _rows(GROUPS_FILE))
"""The groups in the FCI's order, the wild dogs last."""

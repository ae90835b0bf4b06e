"""What there is to know about each of the 120 breeds, in our own words, with the sources."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FACTS_FILE = Path(__file__).with_name("breed_facts.csv")


@dataclass(frozen=True)
class BreedFacts:
    """Facts about the adult dogs of a breed, both sexes together.

    Attributes:
        wnid: WordNet id of the breed.
        origin: Country or region that the breed comes from; where the wild dogs live.
        bred_for: A phrase that completes "bred for"; "" for the wild dogs.
        height: Lowest and highest usual height at the shoulder, cm.
        weight: Lowest and highest usual weight, kg.
        coat: Hair and colours, a phrase.
        life_span: Lowest and highest usual age that the dogs reach, years.
        temperament: A sentence.
        telltale: How to recognise the breed in a photo, a sentence.
        sources: Addresses of the web pages that the facts come from.
    """

    wnid: str
    origin: str
    bred_for: str
    height: tuple[int, int]
    weight: tuple[float, float]
    coat: str
    life_span: tuple[int, int]
    temperament: str
    telltale: str
    sources: tuple[str, ...]


@cache
def all_facts() -> dict[str, BreedFacts]:
    """The facts about all 120 breeds by WordNet id."""
    with FACTS_FILE.open(encoding="utf-8", newline="") as file:
        return {row["wnid"]: _facts(row) for row in csv.DictReader(file)}


def breed_facts(wnid: str) -> BreedFacts:
    """The facts about a breed.

    Raises:
        KeyError: None of the 120 breeds has this WordNet id.
    """
    return all_facts()[wnid]


def _facts(row: dict[str, str]) -> BreedFacts:
    return BreedFacts(
        row["wnid"],
        row["origin"],
        row["bred_for"],
        (int(row["height_low"]), int(row["height_high"])),
        (float(row["weight_low"]), float(row["weight_high"])),
        row["coat"],
        (int(row["life_low"]), int(row["life_high"])),
        row["temperament"],
        row["telltale"],
        tuple(row["sources"].split()),
    )

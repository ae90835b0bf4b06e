"""Descriptions of how to tell similar breeds apart, in our own words, with their sources."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TEXTS_FILE = Path(__file__).with_name("look_alikes.toml")


@dataclass(frozen=True)
class Difference:
    """How to tell two breeds apart.

    Attributes:
        breeds: WordNet ids of the two breeds.
        text: A few sentences.
        sources: Addresses of the web pages that the facts come from.
    """

    breeds: frozenset[str]
    text: str
    sources: tuple[str, ...]


@cache
def differences() -> tuple[Difference, ...]:
    """All descriptions."""
    pairs = tomllib.loads(TEXTS_FILE.read_text(encoding="utf-8"))["pair"]
    return tuple(Difference(frozenset(pair["breeds"]), pair["text"], tuple(pair["sources"])) for pair in pairs)


def how_to_tell_apart(breed: str, other: str) -> Difference | None:
    """The description for two breeds, by WordNet id in any order; None if there is none."""
    pair = {breed, other}
    return next((difference for difference in differences() if difference.breeds == pair), None)

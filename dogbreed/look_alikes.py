"""How to tell breeds apart that are taken for each other: our own words, from the sources they name."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TEXTS_FILE = Path(__file__).with_name("look_alikes.toml")


@dataclass(frozen=True)
class Difference:
    """What tells two breeds apart.

    Attributes:
        breeds: Their WordNet ids.
        text: A few sentences.
        sources: Addresses of the pages whose facts it gives.
    """

    breeds: frozenset[str]
    text: str
    sources: tuple[str, ...]


@cache
def differences() -> tuple[Difference, ...]:
    """All that there are."""
    pairs = tomllib.loads(TEXTS_FILE.read_text(encoding="utf-8"))["pair"]
    return tuple(Difference(frozenset(pair["breeds"]), pair["text"], tuple(pair["sources"])) for pair in pairs)


def how_to_tell_apart(breed: str, other: str) -> Difference | None:
    """The difference of two breeds, by WordNet id in any order; None where nobody has written it down yet."""
    pair = {breed, other}
    return next((difference for difference in differences() if difference.breeds == pair), None)

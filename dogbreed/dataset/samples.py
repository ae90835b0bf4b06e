"""The few free photos that come with the repository, each with its author and licence."""

import csv
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).with_name("samples")


@dataclass(frozen=True)
class Sample:
    """A photo that anybody may use.

    Attributes:
        shows: What is on it, in people's words.
        wnid: The breed's WordNet id, empty when it shows none of the breeds.
        package: Where it was taken from.
    """

    file: Path
    shows: str
    wnid: str
    source: str
    author: str
    licence: str
    package: str


def _read() -> tuple[Sample, ...]:
    with (FOLDER / "samples.csv").open(encoding="utf-8", newline="") as table:
        return tuple(Sample(FOLDER / row.pop("file"), **row) for row in csv.DictReader(table))


SAMPLES = _read()

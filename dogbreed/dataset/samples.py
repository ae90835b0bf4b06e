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
        box: Around the dog, drawn by hand: xmin, ymin, xmax, ymax in px; None where there is no dog.
        package: Where it was taken from.
    """

    file: Path
    shows: str
    wnid: str
    box: tuple[int, ...] | None
    source: str
    author: str
    licence: str
    package: str


def _read() -> tuple[Sample, ...]:
    with (FOLDER / "samples.csv").open(encoding="utf-8", newline="") as table:
        return tuple(_sample(**row) for row in csv.DictReader(table))


def _sample(file: str, box: str, **row: str) -> Sample:
    return Sample(file=FOLDER / file, box=tuple(map(int, box.split())) or None, **row)


SAMPLES = _read()

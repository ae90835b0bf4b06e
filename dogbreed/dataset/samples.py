"""Freely licensed sample photos that are part of the repository."""

import csv
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).with_name("samples")


@dataclass(frozen=True)
class Sample:
    """A sample photo.

    Attributes:
        file: Path of the photo.
        shows: What it shows, in words.
        wnid: WordNet id of the breed; empty if it shows none of the breeds.
        box: Box of the dog, annotated by hand: xmin, ymin, xmax, ymax, px; None if there is no dog.
        source: Address of the original.
        author: Who made it.
        licence: Its licence.
        package: The software package that it was taken from.
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

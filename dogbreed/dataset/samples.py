"""Freely licensed sample photos that are part of the repository."""

import csv
import io
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from PIL import Image

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

    @cached_property
    def jpeg(self) -> bytes:
        """The photo as a JPEG file for the pages, written once: Streamlit would encode a WebP at every run."""
        file = io.BytesIO()
        Image.open(self.file).convert("RGB").save(file, "JPEG", quality=85)
        return file.getvalue()


def _read() -> tuple[Sample, ...]:
    with (FOLDER / "samples.csv").open(encoding="utf-8", newline="") as table:
        return tuple(_sample(**row) for row in csv.DictReader(table))


def _sample(file: str, box: str, **row: str) -> Sample:
    return Sample(file=FOLDER / file, box=tuple(map(int, box.split())) or None, **row)


SAMPLES = _read()

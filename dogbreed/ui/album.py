"""The photos of one visitor and their answers, for as long as the page is open.

A photo is kept as a reduced JPEG, a few tenths of a MB instead of the 6 MB of its pixels, and at most `CAPACITY` of
them: a visitor holds some tens of MB, however much was uploaded.
"""

import hashlib
import io
from dataclasses import dataclass, field, replace

import cv2
import numpy as np
import streamlit as st
from PIL import Image

from dogbreed.breeds import Breed
from dogbreed.inference.classifier import Classifier
from dogbreed.inference.identify import Answer, identify

CAPACITY = 100
PICTURE_SIDE = 1280
THUMBNAIL_SIDE = 320


@dataclass(frozen=True)
class Entry:
    """One file and what became of it.

    Attributes:
        digest: SHA-256 of the file, hexadecimal.
        answer: Without the photo's pixels.
        picture: The photo as JPEG, longest side at most `PICTURE_SIDE` px; empty if the file could not be read.
        thumbnail: The middle of the photo as JPEG, a square of `THUMBNAIL_SIDE` px; empty if it could not be read.
        truth: The breed, where it is known.
        origin: Where a photo with a known breed comes from, as a sentence.
    """

    digest: str
    answer: Answer
    picture: bytes = b""
    thumbnail: bytes = b""
    truth: Breed | None = None
    origin: str = ""

    @property
    def key(self) -> str:
        """Tells entries apart: the same photo may come under two names."""
        return f"{self.digest}/{self.answer.file}"

    @property
    def aspect(self) -> float:
        """Width of the photo divided by its height."""
        with Image.open(io.BytesIO(self.picture)) as picture:
            return picture.width / picture.height

    def pixels(self) -> np.ndarray:
        """The kept photo, uint8 [height, width, 3] RGB."""
        return np.asarray(Image.open(io.BytesIO(self.picture)))


@dataclass
class Album:
    """Entries by key in the order in which they came, and the one that is open (None: the overview)."""

    entries: dict[str, Entry] = field(default_factory=dict)
    opened: str | None = None

    def add(self, file: str, data: bytes, network: Classifier, truth: Breed | None = None, origin: str = "") -> Entry:
        """Answer for a file, or find the answer that its content had before; the oldest entry makes room if need be."""
        digest = hashlib.sha256(data).hexdigest()
        known = next((entry for entry in self.entries.values() if entry.digest == digest), None)
        entry = known or _enter(digest, identify(file, data, network))
        entry = replace(entry, answer=replace(entry.answer, file=file), truth=truth, origin=origin)
        self.entries[entry.key] = entry
        if len(self.entries) > CAPACITY:
            del self.entries[next(iter(self.entries))]
        return entry

    def open(self, key: str | None) -> None:
        """Show one entry, or all of them."""
        self.opened = key

    def step(self, by: int) -> None:
        """Open the entry that many places further on, round the end."""
        keys = list(self.entries)
        self.opened = keys[(keys.index(self.opened) + by) % len(keys)] if self.opened in keys else keys[0]

    def clear(self) -> None:
        """Forget everything."""
        self.entries.clear()
        self.opened = None


def album() -> Album:
    """The album of the visitor whose page is being drawn."""
    return st.session_state.setdefault("album", Album())


def _enter(digest: str, answer: Answer) -> Entry:
    if answer.photo is None:
        return Entry(digest, answer)
    pixels = answer.photo.pixels
    return Entry(digest, replace(answer, photo=None), _jpeg(_shrink(pixels, PICTURE_SIDE)), _jpeg(_middle(pixels)))


def _shrink(pixels: np.ndarray, side: int) -> np.ndarray:
    ratio = side / max(pixels.shape[:2])
    if ratio >= 1:
        return pixels
    height, width = (max(1, round(length * ratio)) for length in pixels.shape[:2])
    return cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA)


def _middle(pixels: np.ndarray) -> np.ndarray:
    height, width = pixels.shape[:2]
    side = min(height, width)
    top, left = (height - side) // 2, (width - side) // 2
    square = pixels[top : top + side, left : left + side]
    return cv2.resize(square, (THUMBNAIL_SIDE, THUMBNAIL_SIDE), interpolation=cv2.INTER_AREA)


def _jpeg(pixels: np.ndarray) -> bytes:
    _, file = cv2.imencode(".jpg", cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, 88])
    return file.tobytes()

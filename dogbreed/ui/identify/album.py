"""The photos of one session with their answers.

A photo is kept as a JPEG of a few tenths of a MB instead of the 6 MB of its pixels: as it came if browsers show it so,
else reduced. Only the last `PICTURES` photos keep it; older ones keep a small JPEG and their answer without the
evidence map, and at most `CAPACITY` entries are kept at all. A session so holds some tens of MB, however much was
uploaded.
"""

import hashlib
import io
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import cv2
import numpy as np
import streamlit as st
from PIL import Image

from dogbreed.batch.photo_file import PhotoFile
from dogbreed.breeds import Breed
from dogbreed.errors import UnreadablePhotoError
from dogbreed.imaging.decode import Photo
from dogbreed.imaging.encode import as_data_url, as_jpeg
from dogbreed.imaging.resize import resize_to_square
from dogbreed.inference.identify import Answer, Network, identify, unreadable
from dogbreed.inference.taught import TaughtDog
from dogbreed.inference.verdict import judge
from dogbreed.ui.widgets.own_photo import OwnPhoto, keep_own_photo

CAPACITY = 1_000
PICTURES = 100
PICTURE_SIDE = 1280
PICTURE_BYTES = 500_000
SMALL_SIDE = 400
THUMBNAIL_SIDE = 320
ICON_SIDE = 72
OFFERED = "offered-elsewhere"
"""Key of the session: the photo that other pages were offered last."""


@dataclass(frozen=True)
class Entry:
    """One file with its answer.

    Attributes:
        digest: SHA-256 of the file, hexadecimal.
        answer: Without the photo's pixels.
        picture: The photo as JPEG, longest side at most `PICTURE_SIDE` px, or `SMALL_SIDE` px if it is `small`; empty
            if the file could not be read.
        truth: The breed, where it is known.
        origin: Source of the photo, Markdown; "" for an upload.
        small: Whether the photo was reduced further to make room.
        number: Unique in a session, from 1 on; 0 before the entry is in an album.
    """

    digest: str
    answer: Answer
    picture: bytes = b""
    truth: Breed | None = None
    origin: str = ""
    small: bool = False
    number: int = 0

    @property
    def key(self) -> str:
        """Unique in an album, where the same photo may have two names."""
        return f"{self.digest}/{self.answer.file}"

    @cached_property
    def thumbnail(self) -> bytes:
        """The middle of the photo as JPEG, a square of `THUMBNAIL_SIDE` px; empty if the file could not be read."""
        return as_jpeg(resize_to_square(self.pixels(), THUMBNAIL_SIDE, "crop")) if self.picture else b""

    @cached_property
    def icon(self) -> str:
        """The same with `ICON_SIDE` px, as a data URL."""
        square = np.asarray(Image.open(io.BytesIO(self.thumbnail)))
        return as_data_url(_shrink(square, ICON_SIDE))

    @cached_property
    def size(self) -> tuple[int, int]:
        """Width and height of the kept photo, px, from its header."""
        with Image.open(io.BytesIO(self.picture)) as picture:
            return picture.size

    @property
    def aspect(self) -> float:
        """Width of the photo divided by its height."""
        width, height = self.size
        return width / height

    def pixels(self) -> np.ndarray:
        """The kept photo, uint8 [height, width, 3] RGB."""
        return np.asarray(Image.open(io.BytesIO(self.picture)).convert("RGB"))

    def reduced(self) -> "Entry":
        """The entry with a smaller picture and without the evidence map, which take most of the memory."""
        prediction = self.answer.prediction
        if self.small or prediction is None:
            return self
        answer = replace(self.answer, prediction=replace(prediction, evidence=None))
        return replace(self, answer=answer, picture=as_jpeg(_shrink(self.pixels(), SMALL_SIDE)), small=True)


@dataclass
class Album:
    """The entries of a session, and which one is open.

    A click starts a new run of the page while the old run may still compute an answer. So `entries` is replaced, never
    changed, and `keep` refuses the answer to a photo that has been forgotten meanwhile.

    Attributes:
        entries: By key, in the order in which they were added.
        opened: Key of the open entry; None: the overview.
        generation: Number of times that the album was cleared.
        taught: Dogs that the visitor has taught, by which the answers are judged.
    """

    entries: Mapping[str, Entry] = field(default_factory=dict)
    opened: str | None = None
    generation: int = 0
    taught: tuple[TaughtDog, ...] = ()
    _added: int = 0
    _lock: threading.RLock = field(default_factory=threading.RLock, repr=False)

    @property
    def untouched(self) -> bool:
        """Whether nothing was ever added."""
        return not self._added and not self.generation

    def answer(self, file: PhotoFile, network: Network) -> Entry:
        """Read and answer a file, without keeping its entry.

        A file whose content was answered before gets the same answer without computing it again.
        """
        try:
            data = file.read()
        except UnreadablePhotoError as error:
            return Entry("", unreadable(file.name, str(error)))
        digest = hashlib.sha256(data).hexdigest()
        known = next((entry for entry in self.entries.values() if entry.digest == digest and not entry.small), None)
        entry = known or _entry(digest, data, identify(file.name, data, network, self.taught))
        return replace(entry, answer=replace(entry.answer, file=file.name), truth=None, origin="")

    def judge_again(self, taught: tuple[TaughtDog, ...], network: Network) -> None:
        """Bring all answers up to date after a dog has been taught or forgotten."""
        with self._lock:
            self.taught = taught
            self.entries = {key: _judged(entry, taught, network) for key, entry in self.entries.items()}

    def keep(self, entry: Entry, generation: int, opened: bool = False) -> bool:
        """Add an entry; a full album drops its oldest one.

        Args:
            generation: The album's when the photo was added to it.
            opened: Whether to open the entry.

        Returns:
            Whether the entry was added: not if the album has been cleared since.
        """
        with self._lock:
            if generation != self.generation:
                return False
            self._added += 1
            entries = {key: kept for key, kept in self.entries.items() if key != entry.key}
            entries[entry.key] = replace(entry, number=self._added)
            keys = list(entries)
            if len(keys) > PICTURES:
                older = keys[-PICTURES - 1]
                entries[older] = entries[older].reduced()
            if len(keys) > CAPACITY:
                del entries[keys[0]]
            self.entries = entries
            if opened:
                self.opened = entry.key
            return True

    def open(self, key: str | None) -> None:
        """Open an entry by its key, or the overview."""
        self.opened = key

    def open_number(self, number: str | None) -> None:
        """Open an entry by its number as text; the overview if there is none with this number."""
        self.opened = next((key for key, entry in self.entries.items() if str(entry.number) == number), None)

    def step(self, by: int) -> None:
        """Open the entry that many places after the open one; the first follows the last."""
        keys = list(self.entries)
        here = keys.index(self.opened) + by if self.opened in keys else 0
        self.opened = keys[here % len(keys)] if keys else None

    def clear(self) -> None:
        """Remove all entries."""
        with self._lock:
            self.generation += 1
            self.entries = {}
            self.opened = None


def album() -> Album:
    """The album of the current session."""
    found: Album = st.session_state.setdefault("album", Album())
    return found


def offer_elsewhere(photos: Album) -> None:
    """Offer the visitor's photo that is open, else the latest, on the other pages too, once it has changed."""
    uploads = [entry for entry in photos.entries.values() if entry.picture and not entry.origin]
    shown = next((entry for entry in uploads if entry.key == photos.opened), uploads[-1] if uploads else None)
    if shown and st.session_state.get(OFFERED) != shown.key:
        st.session_state[OFFERED] = shown.key
        keep_own_photo(OwnPhoto(shown.key, shown.answer.file, shown.picture))


def _judged(entry: Entry, taught: tuple[TaughtDog, ...], network: Network) -> Entry:
    prediction = entry.answer.prediction
    if prediction is None:
        return entry
    verdict = judge(prediction, network.bundle.card.thresholds, network.memory, taught)
    return replace(entry, answer=replace(entry.answer, verdict=verdict))


def _entry(digest: str, data: bytes, answer: Answer) -> Entry:
    photo = answer.photo
    if photo is None:
        return Entry(digest, answer)
    picture = data if _can_be_shown(photo, data) else as_jpeg(_shrink(photo.pixels, PICTURE_SIDE))
    return Entry(digest, replace(answer, photo=None), picture)


def _can_be_shown(photo: Photo, data: bytes) -> bool:
    """Whether a browser shows the file as the network saw it: a small, upright JPEG in sRGB."""
    if photo.format != "JPEG" or max(photo.width, photo.height) > PICTURE_SIDE or len(data) > PICTURE_BYTES:
        return False
    with Image.open(io.BytesIO(data)) as image:
        usual = image.format == "JPEG" and image.mode in ("RGB", "L") and "icc_profile" not in image.info
    return usual and photo.orientation == 1


def _shrink(pixels: np.ndarray, side: int) -> np.ndarray:
    ratio = side / max(pixels.shape[:2])
    if ratio >= 1:
        return pixels
    height, width = (max(1, round(length * ratio)) for length in pixels.shape[:2])
    return np.asarray(cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA))

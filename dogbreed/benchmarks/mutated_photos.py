"""What becomes of damaged copies of good photos: answers, refusals, crashes, time and memory (a fuzz test).

Copy number n depends on n alone, so an interrupted run resumes and a fault can be reproduced: `mutation(n)`.
"""

import io
import json
import multiprocessing
import os
import resource
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pillow_heif
from PIL import Image, ImageCms
from rich.progress import track

from dogbreed.benchmarks.serving import peak_memory
from dogbreed.dataset.samples import SAMPLES
from dogbreed.errors import UnreadablePhotoError
from dogbreed.imaging.decode import decode
from dogbreed.inference.ensemble import AnyClassifier, load_network
from dogbreed.inference.identify import identify
from dogbreed.settings import settings

MEMORY_BYTES = 1_000_000_000
"""Limit on the memory of the process that reads the photos."""
SECONDS = 10.0
"""Processor time from which a photo counts as timed out."""
PATIENCE = 60.0
"""Time on the clock after which it does in any case, s."""
IDENTIFIED = 100
"""Each so many-th copy is not only decoded but identified by the default network."""
BLOCK = 64

Format = tuple[str, dict[str, Any]]


@dataclass(frozen=True)
class Outcome:
    """What became of one copy.

    Attributes:
        number: Its number.
        original: The name of the good photo.
        result: "answer", "unreadable", "time-out", "error" and its type, or "crash" and the exit code of the process.
        seconds: Processor time taken.
        megabytes: Highest memory of the process so far.
    """

    number: int
    original: str
    result: str
    seconds: float
    megabytes: float


@cache
def originals() -> dict[str, bytes]:
    """Good photos of every format in many variants, by name: the samples and others made of them."""
    photos: dict[str, bytes] = {sample.file.name: sample.file.read_bytes() for sample in SAMPLES}
    photo = Image.open(io.BytesIO(next(iter(photos.values())))).convert("RGB")
    photo.thumbnail((400, 400))
    clear = photo.copy()
    clear.putalpha(photo.convert("L"))
    exif = Image.Exif()
    exif[274], exif[270] = 6, "a dog"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    extras = {"exif": exif.tobytes(), "icc_profile": profile}
    frames = {"save_all": True, "append_images": [photo.rotate(90), photo.rotate(180)]}
    dark = photo.point(lambda value: value // 30)
    plain: list[tuple[str, Image.Image, dict[str, Any]]] = [
        *((kind, photo, extras) for kind in ("JPEG", "PNG", "WebP", "HEIF", "AVIF", "TIFF")),
        *((kind, clear, {}) for kind in ("PNG", "WebP", "HEIF", "AVIF", "TIFF")),
        *((kind, photo, {}) for kind in ("GIF", "BMP", "TIFF")),
        *((kind, dark, frames) for kind in ("GIF", "WebP", "PNG", "AVIF")),
        *(("TIFF", photo, {"compression": name}) for name in ("tiff_lzw", "tiff_adobe_deflate", "jpeg", "packbits")),
        *(("TIFF", photo.convert(mode), {}) for mode in ("CMYK", "F", "1", "I")),
        *(("BMP", photo.convert(mode), {}) for mode in ("1", "L", "P")),
        ("JPEG", photo, {"progressive": True, **extras}),
        ("JPEG", photo, {"restart_marker_rows": 1}),
        ("JPEG", photo.convert("CMYK"), {}),
        ("MPO", photo, frames),
        ("PNG", photo.quantize(64), {"transparency": 0}),
        ("WebP", photo, {"lossless": True}),
        ("TIFF", photo, {"big_tiff": True}),
    ]
    _, floats = cv2.imencode(".tiff", np.asarray(photo, np.float32) / 255)
    photos["floats.TIFF"] = floats.tobytes()
    for place, (kind, image, options) in enumerate(plain):
        photos[f"{place:02d}.{kind}"] = _file(kind, image, options)
    return photos


def mutation(number: int) -> tuple[str, bytes]:
    """The name of an original and a damaged copy of it.

    Args:
        number: Of the copy.
    """
    random = np.random.default_rng((20, number))
    name = list(originals())[number % len(originals())]
    changed = bytearray(originals()[name])
    for _ in range(random.choice((1, 1, 2, 4, 16))):
        _CHANGES[random.integers(len(_CHANGES))](changed, random)
    return name, bytes(changed)


def run(count: int, log: Path) -> list[Outcome]:
    """Read the first `count` copies in a process with limited memory, which is replaced when it crashes or hangs.

    Args:
        count: Number of copies.
        log: File of the outcomes so far, one JSON object per line; the run continues after its last.

    Returns:
        All outcomes.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    done = [Outcome(**json.loads(line)) for line in log.read_text().splitlines()] if log.exists() else []
    names, reader = list(originals()), _Reader()
    with log.open("a", buffering=1) as file:
        for number in track(range(len(done), count), "Mutated photos"):
            outcome = reader.read(number, names[number % len(names)])
            if outcome.result.startswith(("crash", "time-out")):
                reader.stop()
                reader = _Reader()
            file.write(json.dumps(asdict(outcome)) + "\n")
            done.append(outcome)
    reader.stop()
    return done[:count]


def by_format(outcomes: Iterable[Outcome]) -> dict[str, Counter[str]]:
    """Number of each result, by the file name extension of the originals."""
    counts: dict[str, Counter[str]] = {}
    for outcome in outcomes:
        counts.setdefault(outcome.original.rpartition(".")[2].upper(), Counter())[outcome.result] += 1
    return counts


class _Reader:
    """The process that reads the photos."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._here, there = context.Pipe()
        self._process = context.Process(target=_serve, args=(there,), daemon=True)
        self._process.start()
        there.close()
        self._here.recv()  # ready

    def read(self, number: int, name: str) -> Outcome:
        start = time.perf_counter()
        try:
            self._here.send(number)
            if not self._here.poll(PATIENCE):
                return Outcome(number, name, "time-out", PATIENCE, 0)
            result, seconds, megabytes = self._here.recv()
            result = result if seconds < SECONDS else "time-out"
            return Outcome(number, name, result, round(seconds, 4), megabytes)
        except (EOFError, OSError):
            self._process.join(5)
            return Outcome(number, name, f"crash {self._process.exitcode}", time.perf_counter() - start, 0)

    def stop(self) -> None:
        self._process.kill()
        self._process.join()


def _serve(pipe: Connection) -> None:
    os.nice(10)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # the decoders' complaints
    originals()
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, MEMORY_BYTES))
    pipe.send("ready")
    while True:
        number = pipe.recv()
        _, data = mutation(number)
        start = time.process_time()
        try:
            result = _identified(data) if number % IDENTIFIED == IDENTIFIED - 1 else _decoded(data)
        except Exception as error:
            result = f"error {type(error).__name__}"
        pipe.send((result, time.process_time() - start, round(peak_memory())))


def _decoded(data: bytes) -> str:
    try:
        decode(data)
    except UnreadablePhotoError:
        return "unreadable"
    return "answer"


def _identified(data: bytes) -> str:
    return "unreadable" if identify("photo", data, _classifier()).error else "answer"


@cache
def _classifier() -> AnyClassifier:
    return load_network(settings().model, threads=1)


def _file(kind: str, image: Image.Image, options: dict[str, Any]) -> bytes:
    file = io.BytesIO()
    if kind == "HEIF":
        pillow_heif.from_pillow(image).save(file, **options)
    else:
        image.save(file, kind, **options)
    return file.getvalue()


def _place(changed: bytearray, random: np.random.Generator) -> int:
    """A random place, often near the start, where the headers are."""
    return int(len(changed) * random.random() ** random.choice((1, 3, 8)))


def _flip(changed: bytearray, random: np.random.Generator) -> None:
    if changed:
        changed[_place(changed, random) % len(changed)] ^= 1 << int(random.integers(8))


def _overwrite(changed: bytearray, random: np.random.Generator) -> None:
    at, length = _place(changed, random), int(random.choice((1, 2, 4, 8)))
    changed[at : at + length] = [b"\0", b"\xff", b"\x7f", b"\x01", random.bytes(1)][random.integers(5)] * length


def _insert(changed: bytearray, random: np.random.Generator) -> None:
    at = _place(changed, random)
    changed[at:at] = random.bytes(int(random.integers(1, BLOCK)))


def _repeat(changed: bytearray, random: np.random.Generator) -> None:
    at = _place(changed, random)
    changed[at:at] = changed[at : at + BLOCK] * int(random.choice((1, 2, 100)))


def _cut_out(changed: bytearray, random: np.random.Generator) -> None:
    at = _place(changed, random)
    del changed[at : at + int(random.integers(1, BLOCK))]


def _cut_off(changed: bytearray, random: np.random.Generator) -> None:
    if random.random() < 0.3:
        del changed[int(len(changed) * random.random()) :]


def _swap(changed: bytearray, random: np.random.Generator) -> None:
    if len(changed) > 4 * BLOCK:
        one, other = sorted(int(at) * BLOCK for at in random.integers(len(changed) // BLOCK, size=2))
        if one < other:
            first, second = changed[one : one + BLOCK], changed[other : other + BLOCK]
            changed[one : one + BLOCK], changed[other : other + len(second)] = second, first


def _renumber(changed: bytearray, random: np.random.Generator) -> None:
    """Put a number at an even place of the first kilobyte: a size, a count or an offset."""
    at = 2 * int(random.integers(min(512, max(1, len(changed) // 2))))
    number = int(random.choice((0, 1, 31, 255, 65_535, 16_000, 2**31 - 1, 2**32 - 1)))
    width = 4 if number > 65_535 else 2
    changed[at : at + width] = number.to_bytes(width, random.choice(("big", "little")))


_CHANGES = (_flip, _flip, _overwrite, _insert, _repeat, _cut_out, _cut_off, _swap, _renumber, _renumber)

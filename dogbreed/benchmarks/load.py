"""The load of many visitors who upload a photo at the same moment, compared with what the networks alone can do.

The app runs in a process of its own on this machine, and so do its visitors: their work counts against it.
"""

import asyncio
import io
import os
import re
import statistics
import tempfile
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from dogbreed.benchmarks.app_server import serve
from dogbreed.benchmarks.visitor import Visitor, arrive
from dogbreed.dataset.samples import SAMPLES
from dogbreed.inference.ensemble import load_network
from dogbreed.inference.identify import identify
from dogbreed.settings import settings

IDENTIFY = "identify"
LONGER_SIDE = 500
"""Of the photos that are uploaded, px: that of most photos of the dataset."""
ALONE = 10
"""Photos of the single visitor, whose median wait counts, and of the networks alone before and after the load."""


@dataclass(frozen=True)
class Load:
    """What the visitors met.

    Attributes:
        visitors: How many uploaded a photo at the same moment.
        answered: How many of them got an answer.
        rate: Answers per second, from the first upload to the last answer.
        networks: Answers per second of the networks alone: one caller, the same photos, before and after.
        p50: Median time from upload to answer, s; `p95` its 95th percentile.
        alone: Median time from upload to answer of a visitor who is alone, s.
        networks_cpu: CPU time of the networks alone per answer, s.
        cpu: CPU time of the server per answer, s; None where it cannot be read, as on macOS; the same for `memory`.
        memory: Resident memory of the server after all pages were opened and all photos answered, MB.
    """

    visitors: int
    answered: int
    rate: float
    networks: float
    p50: float
    p95: float
    alone: float
    networks_cpu: float
    cpu: float | None
    memory: float | None

    @property
    def share(self) -> float:
        """Share of what the networks alone do."""
        return self.rate / self.networks


def measure(visitors: int) -> Load:
    """Start the app, open every page once, and let visitors upload a photo each.

    Raises:
        DogbreedError: dogbreed was installed from a wheel, which does not contain the app, or it does not start.
    """
    photos = _photos(visitors)
    network = load_network(settings().model, settings().threads)
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder) / "log") as (address, process):

        def networks() -> tuple[float, float]:
            start, used = time.perf_counter(), time.process_time()
            for photo in photos[:ALONE]:
                identify("photo.jpg", photo, network)
            return ALONE / (time.perf_counter() - start), (time.process_time() - used) / ALONE

        networks()  # the first call is slower
        alone = asyncio.run(_alone(address, photos[-ALONE:]))
        before, used = networks(), _cpu(process)
        waits, seconds = asyncio.run(_visits(address, photos))
        now, after, memory = _cpu(process), networks(), _memory(process)
    waits.sort()
    rate, networks_cpu = map(statistics.harmonic_mean, zip(before, after, strict=True))
    return Load(
        visitors=visitors,
        answered=len(waits),
        rate=len(waits) / seconds,
        networks=rate,
        p50=statistics.median(waits),
        p95=waits[int(0.95 * (len(waits) - 1))],
        alone=alone,
        networks_cpu=networks_cpu,
        cpu=None if now is None or used is None else (now - used) / len(photos),
        memory=memory,
    )


async def _alone(address: str, photos: Sequence[bytes]) -> float:
    """Open every page once, then ask about one photo after the other as the only visitor; the median wait, s."""
    async with arrive(address) as visitor:
        await visitor.open("")
        for page in visitor.pages:
            await visitor.open(page)
    return statistics.median([(await _visits(address, [photo]))[0][0] for photo in photos])


async def _visits(address: str, photos: Sequence[bytes]) -> tuple[list[float], float]:
    """A visitor per photo, all at the same moment: the waits of those who got an answer, and the whole time, s."""
    async with AsyncExitStack() as stack:
        visitors = [await stack.enter_async_context(arrive(address)) for _ in photos]
        for visitor in visitors:
            await visitor.open(IDENTIFY)
        start = time.perf_counter()
        asked = [_wait(visitor, photo) for visitor, photo in zip(visitors, photos, strict=True)]
        waits = await asyncio.gather(*asked, return_exceptions=True)
        return [wait for wait in waits if isinstance(wait, float)], time.perf_counter() - start


async def _wait(visitor: Visitor, photo: bytes) -> float:
    start = time.perf_counter()
    await visitor.ask("photo.jpg", photo)
    return time.perf_counter() - start


def _photos(count: int) -> list[bytes]:
    """Different files of a sample photo, each cut by another number of pixels."""
    photos = []
    with Image.open(SAMPLES[0].file) as sample:
        for number in range(count):
            file = io.BytesIO()
            photo = sample.convert("RGB").crop((0, 0, sample.width - number, sample.height))
            photo.thumbnail((LONGER_SIDE, LONGER_SIDE))
            photo.save(file, "JPEG", quality=90)
            photos.append(file.getvalue())
    return photos


def _cpu(process: int) -> float | None:
    """CPU time that a process has used so far, s."""
    file = Path(f"/proc/{process}/stat")
    if not file.exists():
        return None
    user, system = file.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _memory(process: int) -> float | None:
    """Resident memory of a process, MB."""
    file = Path(f"/proc/{process}/status")
    return int(re.findall(r"VmRSS:\s+(\d+) kB", file.read_text())[0]) / 1024 if file.exists() else None

"""Damaged archives by the hundred: the reader yields photos or reasons and stays within its limits."""

import io
import random
import tracemalloc

import pytest

from dogbreed.batch import limits
from dogbreed.batch.archive import photos_in_archive
from dogbreed.errors import UnreadablePhotoError
from tests.batch.zips import unicode_path, with_names, zipped, zipped_link

PHOTO = bytes(range(256)) * 4
NAMES = ["犬/表.jpg", "ソ.jpg", "b.png"]
SEEDS = [
    zipped({"a.jpg": PHOTO, "walk/b.png": PHOTO, "犬.gif": bytes(5_000), "c.zip": zipped({"d.jpg": PHOTO})}),
    with_names({name.encode("cp932"): PHOTO for name in NAMES}),
    with_names({b"?.jpg": PHOTO}, {b"?.jpg": unicode_path(b"?.jpg", "犬.jpg".encode())}),
    zipped_link("rex.jpg", "/etc/passwd"),
]
INTERESTING = (0, 1, 0x7F, 0x80, 0xFF, 0x5C, 0x2F)
SIGNATURES = (b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07", b"\x75\x70", b"\x01\x00")


def mutated(chance: random.Random) -> bytes:
    """A copy of one of the archives with up to eight changes."""
    data = bytearray(chance.choice(SEEDS))
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(6):
            case 0:
                data[at : at + 1] = bytes([chance.choice(INTERESTING)])
            case 1:
                data[at : at + 4] = chance.randbytes(4)
            case 2:
                del data[at : at + chance.randint(1, 60)]
            case 3:
                data[at:at] = data[at : at + chance.randint(1, 200)]
            case 4:
                data[at : at + 4] = chance.choice(SIGNATURES)
            case 5:  # where the lengths, sizes and offsets are
                place = data.find(chance.choice(SIGNATURES[:3]))
                at = max(0, place) + chance.randrange(46)
                data[at : at + 2] = bytes([chance.choice(INTERESTING), chance.choice(INTERESTING)])
        if not data:
            return b""
    return bytes(data)


def fuzz(rounds: int, seed: int) -> tuple[int, int]:
    """Read mutated archives; returns how many photos and how many reasons came out."""
    chance = random.Random(seed)
    photos = reasons = 0
    for _ in range(rounds):
        for file in photos_in_archive("a.zip", io.BytesIO(mutated(chance))):
            assert file.name.startswith("a.zip")
            try:
                assert len(file.read()) <= limits.MAX_PHOTO_BYTES
                photos += 1
            except UnreadablePhotoError as reason:
                assert str(reason).endswith(".")
                reasons += 1
    return photos, reasons


@pytest.mark.filterwarnings("error")
def test_mutated_archives_yield_photos_or_reasons_and_cost_little_memory():
    tracemalloc.start()
    photos, reasons = fuzz(600, seed=13)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert photos > 100
    assert reasons > 100
    assert peak < 20_000_000

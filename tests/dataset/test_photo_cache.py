import os
import time
from pathlib import Path

from dogbreed.dataset import photo_cache
from dogbreed.dataset.photo_cache import PhotoCache


def test_the_oldest_photos_make_room_for_new_ones(tmp_path):
    cache = PhotoCache(tmp_path, capacity=1000)
    for number in range(12):
        cache.put(f"pug/{number}.jpg", bytes([number]) * 100)
        os.utime(tmp_path / "pug" / f"{number}.jpg", (number, number))
    kept = sorted(int(path.stem) for path in (tmp_path / "pug").iterdir())
    assert kept == list(range(12 - len(kept), 12))
    assert 800 <= 100 * len(kept) <= 1000


def test_an_absent_photo_is_forgotten_after_a_day(tmp_path, monkeypatch):
    cache = PhotoCache(tmp_path)
    cache.put("pug/1.jpg", photo_cache.ABSENT)
    assert cache.get("pug/1.jpg") == photo_cache.ABSENT
    later = time.time() + 86_401
    monkeypatch.setattr(photo_cache.time, "time", lambda: later)
    assert cache.get("pug/1.jpg") is None


def test_a_folder_that_cannot_be_written_stops_nobody(tmp_path):
    (tmp_path / "file").touch()
    cache = PhotoCache(tmp_path / "file")
    cache.put("pug/1.jpg", b"photo")
    assert cache.get("pug/1.jpg") is None


def test_a_photo_is_there_whole_or_not_at_all(tmp_path, monkeypatch):
    cache = PhotoCache(tmp_path)

    def refuse(*_):
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", refuse)
    cache.put("pug/1.jpg", b"photo")
    assert not list((tmp_path / "pug").iterdir())

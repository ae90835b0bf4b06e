import os
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dogbreed.dataset.dog_ceo import ABSENT, PROBE, DogCeo, PhotoCache
from tests.dataset.collection import Collection, photo, send

AFGHAN_PATH = "hound-afghan/n02088094_1003.jpg"
PATIENCE = 5
"""Seconds that 0.3 may take on a busy machine; those who hold a visitor in these tests do it for longer."""


@pytest.fixture
def dog_ceo(collection: Collection, tmp_path: Path) -> DogCeo:
    return DogCeo(collection.images, collection.api, tmp_path / "cache", limit=2)


@pytest.fixture
def hasty(collection: Collection, tmp_path: Path) -> DogCeo:
    return DogCeo(collection.images, collection.api, tmp_path / "cache", limit=0.3)


def test_a_photo_comes_once_and_then_from_the_disk(collection, dog_ceo):
    data = collection.add(AFGHAN_PATH)
    assert dog_ceo.photos([AFGHAN_PATH]) == {AFGHAN_PATH: data}
    assert dog_ceo.photos([AFGHAN_PATH]) == {AFGHAN_PATH: data}
    assert collection.hits == [f"/breeds/{AFGHAN_PATH}"]


def test_a_photo_seen_before_is_shown_without_a_network(collection, dog_ceo, tmp_path):
    data = collection.add(AFGHAN_PATH)
    dog_ceo.photos([AFGHAN_PATH])
    offline = DogCeo("http://127.0.0.1:9/breeds", "http://127.0.0.1:9/api", tmp_path / "cache")
    assert offline.photos([AFGHAN_PATH]) == {AFGHAN_PATH: data}
    assert not offline.silent


def test_several_come_at_once_and_the_absent_ones_are_left_out(collection, dog_ceo):
    paths = [f"pug/n02110958_{number}.jpg" for number in range(20)]
    here = {path: collection.add(path) for path in paths[::2]}
    assert dog_ceo.photos(paths) == here


@pytest.mark.parametrize("status", [403, 404, 410])
def test_an_absent_photo_is_asked_for_once(collection, dog_ceo, status):
    collection.answer = lambda request: request.send_error(status)
    assert dog_ceo.photos([AFGHAN_PATH]) == {}
    assert dog_ceo.photos([AFGHAN_PATH]) == {}
    assert len(collection.hits) == 1
    assert not dog_ceo.silent


def test_a_hanging_server_holds_nobody_for_longer_than_the_limit(collection, hasty):
    collection.answer = collection.hang
    started = time.monotonic()
    assert hasty.photos([f"pug/n02110958_{number}.jpg" for number in range(30)]) == {}
    assert time.monotonic() - started < PATIENCE
    assert hasty.silent


def test_a_dripping_server_holds_nobody_for_longer_than_the_limit(collection, hasty):
    collection.answer = collection.drip
    started = time.monotonic()
    assert hasty.photos([AFGHAN_PATH]) == {}
    assert time.monotonic() - started < PATIENCE
    assert hasty.silent


def test_one_failed_connection_silences_the_source_and_then_it_is_tried_again(collection, tmp_path):
    collection.answer = lambda request: request.send_error(503)
    dog_ceo = DogCeo(collection.images, collection.api, tmp_path / "cache", silence=0.4)
    assert dog_ceo.photos([AFGHAN_PATH]) == {}
    assert dog_ceo.photos([AFGHAN_PATH, "pug/n02110958_10.jpg"]) == {}
    assert dog_ceo.listing("hound-afghan") == []
    assert not dog_ceo.reachable()
    assert len(collection.hits) == 1
    collection.answer = None
    data = collection.add(AFGHAN_PATH)
    time.sleep(0.45)
    assert dog_ceo.photos([AFGHAN_PATH]) == {AFGHAN_PATH: data}


def test_nobody_answering_silences_it_too(tmp_path):
    nobody = DogCeo("http://127.0.0.1:9/breeds", "http://127.0.0.1:9/api", tmp_path)
    assert nobody.photos([AFGHAN_PATH]) == {}
    assert nobody.silent


@pytest.mark.parametrize("body", [b"<html>Welcome to our hotel</html>", b"", b"\xff\xd8\xff and no more"])
def test_what_is_no_photo_is_neither_shown_nor_kept(collection, tmp_path, body):
    dog_ceo = DogCeo(collection.images, collection.api, tmp_path / "cache", silence=0)
    collection.answer = lambda request: send(request, body)
    assert dog_ceo.photos([AFGHAN_PATH]) == {}
    collection.answer = None
    data = collection.add(AFGHAN_PATH)
    assert dog_ceo.photos([AFGHAN_PATH]) == {AFGHAN_PATH: data}


def test_a_photo_that_breaks_off_is_neither_shown_nor_kept(collection, dog_ceo, tmp_path):
    collection.answer = lambda request: send(request, photo(), length=100_000)
    assert dog_ceo.photos([AFGHAN_PATH]) == {}
    assert not [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]


def test_an_answer_without_end_is_cut_off(collection, dog_ceo, monkeypatch):
    monkeypatch.setattr("dogbreed.dataset.dog_ceo.LARGEST", 10_000)
    collection.answer = lambda request: send(request, photo() + bytes(50_000))
    assert dog_ceo.photos([AFGHAN_PATH]) == {}
    assert dog_ceo.silent


def test_two_visitors_who_want_the_same_photo_make_one_request(collection, dog_ceo):
    data = collection.add(AFGHAN_PATH)
    both_asked = threading.Event()

    def slowly(request):
        both_asked.wait(1)
        collection.reply(request)

    collection.answer = slowly
    with ThreadPoolExecutor(2) as visitors:
        asked = [visitors.submit(dog_ceo.photos, [AFGHAN_PATH]) for _ in range(2)]
        time.sleep(0.1)
        both_asked.set()
        assert [future.result() for future in asked] == [{AFGHAN_PATH: data}] * 2
    assert len(collection.hits) == 1


def test_a_breeds_list_has_none_of_its_sub_breeds(collection, dog_ceo):
    for path in ("collie/n02106030_1.jpg", "collie/lassie.jpg", "collie-border/n02106166_1.jpg", "collie/..jpg"):
        collection.add(path)
    assert dog_ceo.listing("collie") == ["n02106030_1.jpg", "lassie.jpg"]
    assert dog_ceo.listing("collie") == ["n02106030_1.jpg", "lassie.jpg"]
    assert dog_ceo.listing("collie-border") == ["n02106166_1.jpg"]
    assert collection.hits == ["/api/breed/collie/images", "/api/breed/collie/border/images"]


@pytest.mark.parametrize("body", [b"", b"garbage", b"[]", b'{"message": {"a": []}}', b'{"message": [1, "x"]}'])
def test_a_list_that_makes_no_sense_is_empty(collection, dog_ceo, body):
    collection.answer = lambda request: send(request, body)
    assert dog_ceo.listing("collie") == []


def test_whether_it_answers_is_asked_once_a_minute(collection, dog_ceo):
    collection.add(PROBE)
    assert dog_ceo.reachable()
    assert dog_ceo.reachable()
    assert collection.hits == [f"/breeds/{PROBE}"]


def test_whether_it_answers_is_not_taken_from_the_disk(collection, dog_ceo, tmp_path):
    collection.add(PROBE)
    dog_ceo.photos([PROBE])
    assert not DogCeo("http://127.0.0.1:9/breeds", "http://127.0.0.1:9/api", tmp_path / "cache").reachable()


def test_looking_up_the_host_counts_towards_the_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(6))
    started = time.monotonic()
    lost = DogCeo("http://dogs.invalid/breeds", "http://dogs.invalid/api", tmp_path, limit=0.3)
    assert not lost.reachable()
    assert time.monotonic() - started < PATIENCE


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
    cache.put("pug/1.jpg", ABSENT)
    assert cache.get("pug/1.jpg") == ABSENT
    later = time.time() + 86_401
    monkeypatch.setattr(time, "time", lambda: later)
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

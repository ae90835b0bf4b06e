import io
import threading
from random import Random
from typing import Any
from unittest.mock import Mock

import pytest
from streamlit.runtime.scriptrunner import StopException

from dogbreed.batch.photo_file import refused
from dogbreed.breeds import BREEDS
from dogbreed.errors import UnreadablePhotoError
from dogbreed.inference.identify import unreadable
from dogbreed.ui import waiting_line
from dogbreed.ui.identify import album as album_module
from dogbreed.ui.identify import upload_queue
from dogbreed.ui.identify.album import Album
from dogbreed.ui.identify.upload_queue import QueuedPhoto, UploadQueue, progress_text
from dogbreed.ui.shared_network import SharedNetwork
from dogbreed.ui.waiting_line import WaitingLine
from tests.batch.zips import zipped

NETWORK = SharedNetwork(Mock(), WaitingLine())


class Upload(io.BytesIO):
    def __init__(self, name, data):
        super().__init__(data)
        self.name, self.size = name, len(data)


@pytest.fixture
def uploads() -> list[Any]:
    return [
        Upload("a.jpg", b"a"),
        Upload("more.zip", zipped({"b.jpg": b"b", "c.jpg": b"c", "notes.txt": b"-"})),
        Upload("d.jpg", b"d"),
    ]


def test_files_come_in_their_order_those_of_archives_one_by_one(uploads):
    queue = UploadQueue()
    queue.add(uploads)
    assert queue.total == 4
    taken = [(file.name, file.read()) for file in iter(queue.next, None)]
    assert taken == [("a.jpg", b"a"), ("more.zip/b.jpg", b"b"), ("more.zip/c.jpg", b"c"), ("d.jpg", b"d")]
    assert queue.left == 0
    assert all(upload.closed for upload in uploads)


def test_more_may_come_while_others_wait(uploads):
    queue = UploadQueue()
    queue.add(uploads[:1])
    queue.add(uploads[1:])
    assert (queue.total, queue.left) == (4, 4)
    assert sum(1 for _ in iter(queue.next, None)) == 4
    later: list[Any] = [Upload("e.jpg", b"e")]
    queue.add(later)
    assert (queue.total, queue.left) == (1, 1)
    file = queue.next()
    assert file
    assert file.read() == b"e"


def test_a_photo_above_the_limit_says_so(monkeypatch):
    monkeypatch.setattr(upload_queue, "MAX_PHOTO_BYTES", 3)
    queue = UploadQueue()
    large: list[Any] = [Upload("large.jpg", b"four")]
    queue.add(large)
    file = queue.next()
    assert file
    with pytest.raises(UnreadablePhotoError, match="30 MB are read at most"):
        file.read()


def test_after_a_stop_nothing_waits_and_nothing_is_held(uploads):
    queue = UploadQueue()
    queue.add(uploads)
    for _ in range(2):
        queue.next()
    queue.clear()
    assert queue.left == 0
    assert queue.next() is None
    assert all(upload.closed for upload in uploads)


def test_answers_are_offered_only_when_there_are_some():
    album = Album()
    assert progress_text(0, 41, album) == "0 of 41 photos are answered."
    album.keep(album.answer(refused("large.jpg", "It is too large."), Mock()), album.generation)
    assert progress_text(1, 41, album) == "1 of 41 photos are answered. You can look at the answers already."


def test_who_waits_reads_how_many_photos_of_others_come_first():
    album = Album()
    assert progress_text(0, 1, album) == "Identifying the breed"
    assert progress_text(0, 1, album, before=3) == "3 photos of other visitors are before yours."
    assert progress_text(0, 1, album, before=1) == "1 photo of other visitors is before yours."
    assert progress_text(0, 41, album, before=2) == (
        "0 of 41 photos are answered. 2 photos of other visitors are before yours."
    )


@pytest.fixture
def network(monkeypatch):
    """A network that begins an answer and gives it when it is told to, as a slow one does."""
    return SlowNetwork(monkeypatch)


class SlowNetwork:
    def __init__(self, monkeypatch):
        self.begun, self.go_on = threading.Semaphore(0), threading.Semaphore(0)
        self.computed: list[str] = []
        monkeypatch.setattr(album_module, "identify", self._identify)

    def _identify(self, name, data, *_):
        self.computed.append(name)
        self.begun.release()
        assert self.go_on.acquire(timeout=30)
        return unreadable(name, data.decode())


class Visit:
    """One visitor, whose every click is a run of the page in a thread of its own."""

    def __init__(self):
        self.album, self.queue = Album(), UploadQueue()
        self.failures: list[BaseException] = []

    def run(self) -> threading.Thread:
        thread = threading.Thread(target=self._answer_all)
        thread.start()
        return thread

    def _answer_all(self):
        try:
            while self.queue.unanswered:
                answered, total = self.queue.progress
                assert 0 <= answered < total
                self.queue.answer_next(self.album, NETWORK, lambda before: None)
        except BaseException as failure:
            self.failures.append(failure)

    def start_over(self):
        self.queue.clear()
        self.album.clear()

    @property
    def answers(self):
        return [(entry.answer.file, entry.answer.error) for entry in self.album.entries.values()]


def photos(*names: str) -> list[Any]:
    return [Upload(name, name.encode()) for name in names]


def end(*threads):
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive()


def test_a_photo_that_is_forgotten_while_it_is_answered_stays_forgotten(network):
    visit = Visit()
    visit.queue.add(photos("a", "b", "c"))
    old = visit.run()
    network.begun.acquire()
    visit.start_over()
    network.go_on.release(3)
    end(old, visit.run())
    assert visit.answers == visit.failures == []
    assert network.computed == ["a"]


@pytest.mark.parametrize("again", ["a", "d"])
def test_after_a_new_start_only_the_new_photos_are_there_also_the_same_one(network, again):
    visit = Visit()
    visit.queue.add(photos("a", "b"))
    old = visit.run()
    network.begun.acquire()
    visit.start_over()
    visit.queue.add(photos(again))
    new = visit.run()
    network.go_on.release(4)
    end(old, new)
    assert visit.answers == [(again, again)]
    assert visit.album.opened
    assert not visit.failures


def test_a_stop_counts_the_photo_that_is_being_answered_as_left_out(network):
    visit = Visit()
    visit.queue.add(photos("a", "b", "c"))
    network.go_on.release()
    old = visit.run()
    for _ in range(2):
        network.begun.acquire()
    assert visit.queue.progress == (1, 3)
    assert visit.queue.clear() == 2
    network.go_on.release(3)
    end(old)
    assert visit.answers == [("a", "a")]
    assert not visit.failures


def test_clicks_and_more_photos_while_one_is_answered_change_neither_the_order_nor_the_number(network):
    visit = Visit()
    archive: Any = Upload("z.zip", zipped({"b.jpg": b"b", "c.jpg": b"c"}))
    visit.queue.add([*photos("a"), archive])
    runs = [visit.run()]
    network.begun.acquire()
    runs += [visit.run(), visit.run()]
    visit.queue.add(photos("d"))
    runs.append(visit.run())
    network.go_on.release(8)
    end(*runs)
    assert [name for name, _ in visit.answers] == ["a", "z.zip/b.jpg", "z.zip/c.jpg", "d"]
    assert network.computed == ["a", "z.zip/b.jpg", "z.zip/c.jpg", "d"]
    assert visit.album.opened is None
    assert not visit.failures


def test_a_sample_photo_that_is_forgotten_while_it_is_answered_stays_forgotten(network):
    visit = Visit()
    visit.queue.add_photo(QueuedPhoto("rex.jpg", lambda: b"rex"))
    old = visit.run()
    network.begun.acquire()
    visit.start_over()
    network.go_on.release()
    end(old)
    assert visit.answers == visit.failures == []
    assert visit.album.opened is None


def test_a_sample_photo_waits_behind_the_uploads_and_keeps_what_is_known_of_it(network):
    visit = Visit()
    visit.queue.add(photos("a"))
    visit.queue.add_photo(QueuedPhoto("rex.jpg", lambda: b"rex", BREEDS[0], "Photo: somebody"))
    network.go_on.release(2)
    end(visit.run())
    assert visit.answers == [("a", "a"), ("rex.jpg", "rex")]
    entries = list(visit.album.entries.values())
    assert [(entry.truth, entry.origin) for entry in entries] == [(None, ""), (BREEDS[0], "Photo: somebody")]


def test_any_mix_of_clicks_at_any_time_ends_with_the_photos_that_were_not_forgotten(monkeypatch):
    monkeypatch.setattr(album_module, "identify", lambda name, data, *_: unreadable(name, data.decode()))
    visit, random, runs = Visit(), Random(1), []
    kept: list[str] = []
    for number in range(300):
        names = [f"{number}-{place}" for place in range(random.randrange(4))]
        visit.queue.add(photos(*names))
        runs.append(visit.run())
        kept += names
        if random.random() < 0.3:
            visit.start_over()
            kept.clear()
    end(*runs, visit.run())
    assert sorted(name for name, _ in visit.answers) == sorted(kept)
    assert not visit.failures


def test_a_click_while_others_come_first_keeps_the_photo_and_its_place(monkeypatch):
    monkeypatch.setattr(waiting_line, "REPORT_EVERY", 0.01)
    monkeypatch.setattr(album_module, "identify", lambda name, data, network, taught: network.predict(name))
    shared = SharedNetwork(Mock(predict=lambda name: unreadable(name, "")), WaitingLine())
    visit = Visit()
    visit.queue.add(photos("a"))

    def click(before):
        raise StopException

    with shared.line.turn() as first, shared.line.turn():
        first.start()
        with pytest.raises(StopException):
            visit.queue.answer_next(visit.album, shared, click)
        assert visit.queue.progress == (0, 1)
        with shared.line.turn():
            told = []

            def note(before):
                told.append(before)
                first.end()

            visit.queue.answer_next(visit.album, shared, note)
    assert told[0] == 2
    assert [name for name, _ in visit.answers] == ["a"]

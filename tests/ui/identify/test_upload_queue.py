import io
from typing import Any

import pytest

from dogbreed.errors import UnreadablePhotoError
from dogbreed.ui.identify import upload_queue as waiting_module
from dogbreed.ui.identify.upload_queue import Waiting
from tests.batch.zips import zipped


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
    waiting = Waiting()
    waiting.add(uploads)
    assert waiting.total == 4
    taken = [(file.name, file.read()) for file in iter(waiting.next, None)]
    assert taken == [("a.jpg", b"a"), ("more.zip/b.jpg", b"b"), ("more.zip/c.jpg", b"c"), ("d.jpg", b"d")]
    assert waiting.left == 0
    assert all(upload.closed for upload in uploads)


def test_more_may_come_while_others_wait(uploads):
    waiting = Waiting()
    waiting.add(uploads[:1])
    waiting.add(uploads[1:])
    assert (waiting.total, waiting.left) == (4, 4)
    assert sum(1 for _ in iter(waiting.next, None)) == 4
    later: list[Any] = [Upload("e.jpg", b"e")]
    waiting.add(later)
    assert (waiting.total, waiting.left) == (1, 1)
    file = waiting.next()
    assert file
    assert file.read() == b"e"


def test_a_photo_above_the_limit_says_so(monkeypatch):
    monkeypatch.setattr(waiting_module, "MAX_PHOTO_BYTES", 3)
    waiting = Waiting()
    large: list[Any] = [Upload("large.jpg", b"four")]
    waiting.add(large)
    file = waiting.next()
    assert file
    with pytest.raises(UnreadablePhotoError, match="30 MB are read at most"):
        file.read()


def test_after_a_stop_nothing_waits_and_nothing_is_held(uploads):
    waiting = Waiting()
    waiting.add(uploads)
    for _ in range(2):
        waiting.next()
    waiting.clear()
    assert waiting.left == 0
    assert waiting.next() is None
    assert all(upload.closed for upload in uploads)

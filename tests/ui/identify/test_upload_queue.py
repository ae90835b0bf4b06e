import io
from typing import Any
from unittest.mock import Mock

import pytest

from dogbreed.batch.photo_file import refused
from dogbreed.errors import UnreadablePhotoError
from dogbreed.ui.identify import upload_queue
from dogbreed.ui.identify.album import Album
from dogbreed.ui.identify.upload_queue import UploadQueue, progress_text
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
    album, queue = Album(), Mock(taken=0, total=41)
    assert progress_text(queue, album) == "0 of 41 photos are answered."
    album.add(refused("large.jpg", "It is too large."), Mock())
    queue.taken = 1
    assert progress_text(queue, album) == "1 of 41 photos are answered. You can look at the answers already."

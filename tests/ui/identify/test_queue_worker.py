from unittest.mock import Mock

from dogbreed.batch.photo_file import refused
from dogbreed.ui.identify.album import Album
from dogbreed.ui.identify.queue_worker import progress_text


def test_answers_are_offered_only_when_there_are_some():
    album, queue = Album(), Mock(taken=0, total=41)
    assert progress_text(queue, album) == "0 of 41 photos are answered."
    album.add(refused("large.jpg", "It is too large."), Mock())
    queue.taken = 1
    assert progress_text(queue, album) == "1 of 41 photos are answered. You can look at the answers already."

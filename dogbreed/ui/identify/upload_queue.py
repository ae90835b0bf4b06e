"""Uploaded files that have no answer yet, kept while the visitor looks at other pages, and answered one by one."""

from collections import deque
from collections.abc import Generator, Iterator, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.typing import UploadedFile

from dogbreed.batch.archive import is_archive, photos_in_archive
from dogbreed.batch.limits import MAX_PHOTO_BYTES, too_large
from dogbreed.batch.photo_file import PhotoFile, printable, refused
from dogbreed.ui.formatting import count, quantity
from dogbreed.ui.identify.album import Album
from dogbreed.ui.serving import classifier


class UploadQueue:
    """Files in the order of their upload; the photos of a zip archive count one by one.

    Attributes:
        total: Files added since the queue was last empty.
        taken: How many of them `next` has handed out.
    """

    def __init__(self) -> None:
        self.total = self.taken = 0
        self._uploads: deque[UploadedFile] = deque()
        self._files = _photo_files(self._uploads)

    @property
    def left(self) -> int:
        """Number of files still in the queue."""
        return self.total - self.taken

    def add(self, uploads: Sequence[UploadedFile]) -> None:
        """Append files; each is closed when its last photo has been taken."""
        if not self.left:
            self.clear()  # a generator that has ended stays so
        self.total += sum(1 for upload in uploads for _ in _photos_in(upload))
        self._uploads.extend(uploads)

    def next(self) -> PhotoFile | None:
        """The next file, which must be read before `next` is called again; None if the queue is empty."""
        file = next(self._files, None)
        self.taken = self.taken + 1 if file else self.total
        return file

    def clear(self) -> None:
        """Close and remove all files."""
        self._files.close()
        while self._uploads:
            self._uploads.popleft().close()
        self._files = _photo_files(self._uploads)
        self.total = self.taken = 0


def upload_queue() -> UploadQueue:
    """The queue of the current session."""
    queue: UploadQueue = st.session_state.setdefault("upload-queue", UploadQueue())
    return queue


def _photo_files(uploads: deque[UploadedFile]) -> Generator[PhotoFile, None, None]:
    while uploads:
        with uploads.popleft() as upload:
            yield from _photos_in(upload)


def _photos_in(upload: UploadedFile) -> Iterator[PhotoFile]:
    name = printable(upload.name)
    if is_archive(upload.name):
        yield from photos_in_archive(name, upload)
    elif upload.size > MAX_PHOTO_BYTES:
        yield refused(name, too_large(upload.size))
    else:
        yield PhotoFile(name, upload.getvalue)


REFRESH_EVERY = 25
"""Photos answered before the page is drawn again."""


def answer_queue(album: Album, queue: UploadQueue, place: DeltaGenerator) -> None:
    """Answer some queued files and draw the page again; must be the last call of the page.

    A click or a change of page ends this run between two photos; the next run continues there.

    Args:
        place: Container of the progress bar.
    """
    if not queue.left:
        return
    with place.container(horizontal=True, vertical_alignment="center"):
        progress = st.progress(0.0)
        st.button("Stop", icon=":material/stop_circle:", key="stop", on_click=_stop, args=(queue,))
    network = classifier()
    single = queue.total == 1
    for _ in range(REFRESH_EVERY):
        progress.progress(queue.taken / queue.total, progress_text(queue, album))
        file = queue.next()
        if file is None:
            break
        entry = album.add(file, network)
        if single:
            album.open(entry.key)
    st.rerun()


def progress_text(queue: UploadQueue, album: Album) -> str:
    """How many files are answered, and that their answers can be read meanwhile if there are any."""
    if queue.total == 1:
        return "Identifying the breed"
    done = f"{count(queue.taken)} of {quantity(queue.total, 'photo')} are answered."
    return f"{done} You can look at the answers already." if album.entries else done


def _stop(queue: UploadQueue) -> None:
    left = "1 photo is left out: add it" if queue.left == 1 else f"{count(queue.left)} photos are left out: add them"
    st.toast(f"Stopped. {left} again to get an answer.")
    queue.clear()

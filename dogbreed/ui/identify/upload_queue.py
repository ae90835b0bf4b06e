"""Uploaded files that have no answer yet, kept in memory while the visitor looks at other pages."""

from collections import deque
from collections.abc import Generator, Iterator, Sequence

import streamlit as st
from streamlit.typing import UploadedFile

from dogbreed.batch.archive import is_archive, photos_in_archive
from dogbreed.batch.limits import MAX_PHOTO_BYTES, too_large
from dogbreed.batch.photo_file import PhotoFile, printable, refused


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
    return st.session_state.setdefault("upload-queue", UploadQueue())


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

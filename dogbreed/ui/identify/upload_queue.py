"""The files that a visitor brought and that have no answer yet: they wait in memory, whatever page is looked at."""

from collections import deque
from collections.abc import Generator, Iterator, Sequence

import streamlit as st
from streamlit.typing import UploadedFile

from dogbreed.batch.archive import is_archive, photos_in_archive
from dogbreed.batch.limits import MAX_PHOTO_BYTES, too_large
from dogbreed.batch.photo_file import PhotoFile, printable, refused


class Waiting:
    """Files in the order in which they came, those of zip archives one by one.

    Attributes:
        total: Files since the queue was last empty.
        taken: Those of them that wait no longer.
    """

    def __init__(self) -> None:
        self.total = self.taken = 0
        self._uploads: deque[UploadedFile] = deque()
        self._files = _one_by_one(self._uploads)

    @property
    def left(self) -> int:
        """How many files still wait."""
        return self.total - self.taken

    def add(self, uploads: Sequence[UploadedFile]) -> None:
        """Let files wait, behind those that do so already; each is closed when its last photo has been taken."""
        if not self.left:
            self.clear()  # a generator that has ended stays so
        self.total += sum(1 for upload in uploads for _ in _photos_in(upload))
        self._uploads.extend(uploads)

    def next(self) -> PhotoFile | None:
        """The file whose turn it is, to be read before the next one is asked for; None if no file is left."""
        file = next(self._files, None)
        self.taken = self.taken + 1 if file else self.total
        return file

    def clear(self) -> None:
        """Let no file wait any longer."""
        self._files.close()
        while self._uploads:
            self._uploads.popleft().close()
        self._files = _one_by_one(self._uploads)
        self.total = self.taken = 0


def waiting() -> Waiting:
    """The files of the visitor whose page is being drawn."""
    return st.session_state.setdefault("waiting", Waiting())


def _one_by_one(uploads: deque[UploadedFile]) -> Generator[PhotoFile, None, None]:
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

"""Photos that have no answer yet, kept while the visitor looks at other pages, and answered one by one."""

import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.typing import UploadedFile

from dogbreed.batch.archive import is_archive, photos_in_archive
from dogbreed.batch.limits import MAX_PHOTO_BYTES, too_large
from dogbreed.batch.photo_file import PhotoFile, printable, refused
from dogbreed.breeds import Breed
from dogbreed.errors import UnreadablePhotoError
from dogbreed.ui.formatting import count, quantity
from dogbreed.ui.identify.album import Album
from dogbreed.ui.serving import classifier
from dogbreed.ui.shared_network import SharedNetwork

REFRESH_EVERY = 25
"""Photos answered before the page is drawn again."""


@dataclass(frozen=True)
class QueuedPhoto(PhotoFile):
    """A photo that waits for its answer.

    Attributes:
        truth: See `Entry`; `origin` likewise.
    """

    truth: Breed | None = None
    origin: str = ""


class UploadQueue:
    """Photos in the order in which they were added; those of a zip archive count one by one.

    A click starts a new run of the page while the old run may still answer a photo: all methods may be called at the
    same time, and an answer that comes after `clear` is dropped.

    Attributes:
        total: Files added since the queue was last empty.
        taken: How many of them `next` has handed out.
        added: Number of times that files were added.
    """

    def __init__(self) -> None:
        self.total = self.taken = self.added = 0
        self._answering: PhotoFile | None = None
        self._ticket: int | None = None
        self._one_at_a_time = threading.Lock()
        self._lock = threading.RLock()
        self._uploads: deque[UploadedFile | QueuedPhoto] = deque()
        self._files = _photo_files(self._uploads)

    @property
    def left(self) -> int:
        """Number of files still in the queue."""
        return self.total - self.taken

    @property
    def progress(self) -> tuple[int, int]:
        """How many files are answered, and `total`."""
        with self._lock:
            return self.taken - bool(self._answering), self.total

    @property
    def unanswered(self) -> int:
        """Number of files still in the queue or being answered."""
        answered, total = self.progress
        return total - answered

    def add(self, uploads: Sequence[UploadedFile]) -> None:
        """Append files; each is closed when its last photo has been taken."""
        self._append(uploads, sum(1 for upload in uploads for _ in _photos_in(upload)))

    def add_photo(self, photo: QueuedPhoto) -> None:
        """Append a photo that was not uploaded."""
        self._append([photo], 1)

    def _append(self, added: Sequence[UploadedFile | QueuedPhoto], number: int) -> None:
        with self._lock:
            if not self.unanswered:
                self.clear()  # a generator that has ended stays so
            self.total += number
            self.added += 1
            self._uploads.extend(added)

    def next(self) -> QueuedPhoto | None:
        """Read the next file into memory and return it; None if the queue is empty."""
        with self._lock:
            file = next(self._files, None)
            self.taken = self.taken + 1 if file else self.total
            return _in_memory(file) if file else None

    def answer_next(self, album: Album, network: SharedNetwork, report: Callable[[int], None]) -> None:
        """Answer the next file when it is this visitor's turn and add it to the album; open it if it is the only one.

        While another run answers a file, this waits for it. A run that ends while it waits leaves the file and the
        place in the line to the next run.

        Args:
            report: Called while waiting with the number of other visitors' photos that come first.
        """
        with self._one_at_a_time:
            with network.in_turn(self._place(network), report) as ours:
                with self._lock:
                    generation, file = album.generation, self.next()
                    self._answering, self._ticket = file, None
                if file is None:
                    return
                try:
                    entry = album.answer(file, ours)
                except BaseException:
                    self._landed(file)
                    raise
            with self._lock:
                if self._landed(file):
                    known = replace(entry, truth=file.truth, origin=file.origin)
                    album.keep(known, generation, opened=self.total == 1)

    def _place(self, network: SharedNetwork) -> int:
        with self._lock:
            if self._ticket is None:
                self._ticket = network.line.ticket()
            return self._ticket

    def _landed(self, file: PhotoFile) -> bool:
        """Note that a file is no longer being answered; False if the queue has been cleared meanwhile."""
        with self._lock:
            current = self._answering is file
            if current:
                self._answering = None
            return current

    def clear(self) -> int:
        """Close and remove all files, also the one that is being answered.

        Returns:
            How many files get no answer.
        """
        with self._lock:
            unanswered = self.unanswered
            self._answering = self._ticket = None
            self._files.close()
            while self._uploads:
                added = self._uploads.popleft()
                if not isinstance(added, QueuedPhoto):
                    added.close()
            self._files = _photo_files(self._uploads)
            self.total = self.taken = 0
            return unanswered


def upload_queue() -> UploadQueue:
    """The queue of the current session."""
    queue: UploadQueue = st.session_state.setdefault("upload-queue", UploadQueue())
    return queue


def answer_queue(album: Album, queue: UploadQueue, place: DeltaGenerator) -> None:
    """Answer some queued photos. A click or a change of page ends this between two photos; the next run goes on.

    Args:
        place: Empty element for the progress bar; it is empty again when all photos are answered.
    """
    if not queue.unanswered:
        return
    with place.container(horizontal=True, vertical_alignment="center"):
        progress = st.progress(0.0)
        st.button("Stop", icon=":material/stop_circle:", key="stop", on_click=_stop, args=(queue,))
    network = classifier()
    for _ in range(REFRESH_EVERY):
        answered, total = queue.progress
        if answered == total:
            break

        def show(before: int = 0, done: int = answered, of: int = total) -> None:
            progress.progress(done / of, progress_text(done, of, album, before))

        show()
        queue.answer_next(album, network, show)
    if not queue.unanswered:
        place.empty()


def progress_text(answered: int, total: int, album: Album, before: int = 0) -> str:
    """How many files are answered, that their answers can be read meanwhile if there are any, and who comes first.

    Args:
        before: Number of other visitors' photos that are answered before the next one here.
    """
    done = f"{count(answered)} of {quantity(total, 'photo')} are answered." if total > 1 else ""
    meanwhile = "You can look at the answers already." if done and album.entries else ""
    first = f"{quantity(before, 'photo')} of other visitors {'is' if before == 1 else 'are'} before yours."
    return " ".join(filter(None, (done, meanwhile, first if before else ""))) or "Identifying the breed"


def _stop(queue: UploadQueue) -> None:
    number = queue.clear()
    left = "1 photo is left out: add it" if number == 1 else f"{count(number)} photos are left out: add them"
    st.toast(f"Stopped. {left} again to get an answer." if number else "All photos are answered.")


def _photo_files(added: deque[UploadedFile | QueuedPhoto]) -> Generator[QueuedPhoto, None, None]:
    while added:
        first = added.popleft()
        if isinstance(first, QueuedPhoto):
            yield first
            continue
        with first as upload:
            yield from (QueuedPhoto(file.name, file.read) for file in _photos_in(upload))


def _photos_in(upload: UploadedFile) -> Iterator[PhotoFile]:
    name = printable(upload.name)
    if is_archive(upload.name):
        for file in photos_in_archive(name, upload):
            yield replace(file, name=printable(file.name))
    elif upload.size > MAX_PHOTO_BYTES:
        yield refused(name, too_large(upload.size))
    else:
        yield PhotoFile(name, upload.getvalue)


def _in_memory(photo: QueuedPhoto) -> QueuedPhoto:
    """The photo, read now: an archive may be closed before the answer is computed."""
    try:
        data = photo.read()
    except UnreadablePhotoError as error:
        return replace(photo, read=refused(photo.name, str(error)).read)
    return replace(photo, read=lambda: data)

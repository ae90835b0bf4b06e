"""Answers to many photos: while the network answers one, the next ones are decoded."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from dogbreed.batch.photo_file import PhotoFile
from dogbreed.errors import UnreadablePhotoError
from dogbreed.imaging.decode import Photo, decode
from dogbreed.inference.identify import Answer, Network, identify_decoded, unreadable
from dogbreed.inference.taught import TaughtDog

DECODED_AHEAD = 3
"""Photos in memory beside the one that is answered."""


def answers(files: Iterable[PhotoFile], network: Network, taught: Sequence[TaughtDog] = ()) -> Iterator[Answer]:
    """Identify the breed in each file, in order; a file that cannot be read gets the verdict `unreadable`.

    A file is read when it is taken from `files`, so an archive may be closed after its last file.

    Args:
        files: The files.
        network: The network that answers.
        taught: Dogs that a person has taught it.
    """
    with ThreadPoolExecutor(1, thread_name_prefix="decode") as pool:
        waiting: deque[tuple[str, Future[Photo]]] = deque()
        for file in files:
            waiting.append((file.name, pool.submit(_decode, _read(file))))
            if len(waiting) > DECODED_AHEAD:
                yield _answer(*waiting.popleft(), network, taught)
        while waiting:
            yield _answer(*waiting.popleft(), network, taught)


def _read(file: PhotoFile) -> bytes | UnreadablePhotoError:
    try:
        return file.read()
    except UnreadablePhotoError as error:
        return error


def _decode(data: bytes | UnreadablePhotoError) -> Photo:
    if isinstance(data, UnreadablePhotoError):
        raise data
    return decode(data)


def _answer(name: str, photo: Future[Photo], network: Network, taught: Sequence[TaughtDog]) -> Answer:
    try:
        return identify_decoded(name, photo.result(), network, taught)
    except UnreadablePhotoError as error:
        return unreadable(name, str(error))

"""Teach a dog from photo files: what can be learned of them, and why the others cannot."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from dogbreed.batch.photo_file import PhotoFile
from dogbreed.errors import UnreadablePhotoError
from dogbreed.evaluation.metrics import proportion
from dogbreed.inference.identify import Network, identify
from dogbreed.inference.memory import Memory
from dogbreed.inference.taught import Lesson, LessonError, check_not_too_many
from dogbreed.inference.verdict import VerdictKind

SAME_PHOTO = 0.995
"""Cosine similarity from which two files show the same photo: saved again, or cut a little."""


@dataclass
class TeachingPhotos:
    """What the files of a lesson give.

    Attributes:
        embeddings: float32 [dimensions] of each usable photo.
        names: Their files.
        refused: The other files and why they cannot be used.
    """

    embeddings: list[np.ndarray] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


def teaching_photos(
    files: Sequence[PhotoFile], network: Network, report: Callable[[int], None] = lambda done: None
) -> TeachingPhotos:
    """Look at the photos of a lesson.

    Args:
        files: The files.
        network: Has a memory of other dogs.
        report: Called with the number of files that have been looked at.

    Raises:
        LessonError: There are too many files, or the network has no memory.
    """
    check_not_too_many(len(files))
    memory_of(network)
    found, digests = TeachingPhotos(), dict[str, str]()
    for done, file in enumerate(files, 1):
        _look_at(file, network, found, digests)
        report(done)
    return found


def memory_of(network: Network) -> Memory:
    """The memory of a network.

    Raises:
        LessonError: It has none.
    """
    if network.memory is None:
        raise LessonError(f"{network.bundle.card.title} has no memory of dogs: use the dogbreed ensemble, “served”.")
    return network.memory


def _look_at(file: PhotoFile, network: Network, found: TeachingPhotos, digests: dict[str, str]) -> None:
    try:
        data = file.read()
    except UnreadablePhotoError as error:
        found.refused.append((file.name, str(error)))
        return
    digest = hashlib.sha256(data).hexdigest()
    if digest in digests:
        found.refused.append((file.name, f"The same photo as {digests[digest]}."))
        return
    digests[digest] = file.name
    answer = identify(file.name, data, network)
    embedding = answer.prediction.embedding if answer.prediction else None
    if answer.error or embedding is None:
        found.refused.append((file.name, answer.error or "It cannot be used."))
    elif answer.verdict.kind is VerdictKind.NOT_A_DOG:
        found.refused.append((file.name, f"{answer.verdict.sentence}."))
    else:
        _keep(file.name, embedding, found)


def _keep(name: str, embedding: np.ndarray, found: TeachingPhotos) -> None:
    similarities = [float(embedding @ kept) for kept in found.embeddings]
    if similarities and max(similarities) >= SAME_PHOTO:
        found.refused.append((name, f"Nearly the same photo as {found.names[int(np.argmax(similarities))]}."))
    else:
        found.embeddings.append(embedding)
        found.names.append(name)


def in_words(learned: Lesson) -> str:
    """How well a taught dog is told apart, in two or three sentences."""
    photos = len(learned.dog.vectors)
    share = proportion(learned.recognised, photos)
    sentences = [
        f"“{learned.dog.name}”: {learned.recognised} of its {photos} photos are recognised by the others, so about "
        f"{100 * share.low:.0f} to {100 * share.high:.0f} of 100 new photos like these will be.",
        f"{learned.mistaken} of {learned.others} photos of other dogs would be taken for it.",
    ]
    if learned.resembles:
        sentences.append(f"It looks like {learned.resembles.with_article}: others of this breed may be taken for it.")
    return " ".join(sentences)

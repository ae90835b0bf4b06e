"""Dogs that a person has taught: a name and a few photos, recognised by their nearest neighbour, without training."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from dogbreed.breeds import BREEDS, Breed
from dogbreed.errors import DogbreedError
from dogbreed.inference.cosine import cosines
from dogbreed.inference.memory import Memory
from dogbreed.other_breeds import other_breed

FEWEST_PHOTOS, MOST_PHOTOS = 3, 20
LONGEST_NAME = 40
MOST_DOGS = 50
MARGIN = 0.05
"""How much less similar than other dogs the nearest taught photo may be. Measured with breeds that were taken out of
the memory: with 3, 5 and 10 photos of a breed, 77, 82 and 90 % of its other photos are recognised, and at most 0.3 % of
the test photos of the 120 breeds and 1 % of the photos of other dogs are mistaken for it."""


class LessonError(DogbreedError):
    """A dog that cannot be taught; the message says why and what to do."""


@dataclass(frozen=True)
class TaughtDog:
    """A dog or a breed with the embeddings of its photos.

    Attributes:
        name: As the person wrote it, 1 to `LONGEST_NAME` characters.
        vectors: float32 [photos, dimensions], of length 1, see `dogbreed.inference.memory.Memory.embed`.
    """

    name: str
    vectors: np.ndarray

    def similarity(self, embedding: np.ndarray) -> float:
        """Cosine similarity to its most similar photo, -1 to 1."""
        return float(cosines(embedding, self.vectors).max())

    def others(self, memory: Memory) -> Memory:
        """The memory without the breed of the same name: whoever teaches it again adds to what it knows."""
        return _without(memory, self.name.lower())


def recognised(embedding: np.ndarray, taught: Iterable[TaughtDog], memory: Memory) -> TaughtDog | None:
    """The taught dog that a photo shows; None if other dogs are more similar.

    Args:
        embedding: float32 [dimensions], of the photo.
        taught: All taught dogs.
        memory: The 120 breeds and the other dogs.
    """
    best = max(taught, key=lambda dog: dog.similarity(embedding), default=None)
    if best is None:
        return None
    rival = max(memory.known_similarity(embedding), best.others(memory).other_similarity(embedding))
    return best if best.similarity(embedding) >= rival - MARGIN else None


@lru_cache(maxsize=8)
def _without(memory: Memory, name: str) -> Memory:
    same = np.array([other_breed(key).name.lower() == name for key in memory.names], bool)
    return replace(memory, others=memory.others[~same], names=memory.names[~same]) if same.any() else memory


def checked_name(text: str) -> str:
    """The name without spaces around it.

    Raises:
        LessonError: It is empty, too long, has characters that cannot be shown, or is one of the 120 breeds.
    """
    name = " ".join(text.split())
    if not name:
        raise LessonError("Give the dog or the breed a name.")
    if len(name) > LONGEST_NAME:
        raise LessonError(f"The name has {len(name)} characters: use at most {LONGEST_NAME}.")
    if not name.isprintable():
        raise LessonError("The name has characters that cannot be shown: use letters, digits and punctuation.")
    names = {known.lower(): breed for breed in BREEDS for known in (breed.name, *breed.aliases)}
    known = names.get(name.lower())
    if known:
        raise LessonError(
            f"{known.name} is one of the {len(BREEDS)} breeds that it knows already. Use the name of the dog or of a "
            "breed outside the list."
        )
    return name


@dataclass(frozen=True)
class Lesson:
    """How well a taught dog can be told apart.

    Attributes:
        dog: The taught dog.
        recognised: Number of its photos that are recognised by the others (leave one out).
        mistaken: Number of other dogs in the memory that would be taken for it.
        others: Number of other dogs in the memory.
        resembles: The one of the 120 breeds that its photos are like; None if they are more like other dogs.
    """

    dog: TaughtDog
    recognised: int
    mistaken: int
    others: int
    resembles: Breed | None


def add(taught: Sequence[TaughtDog], dog: TaughtDog) -> tuple[TaughtDog, ...]:
    """The taught dogs with one more, which takes the place of one of the same name.

    Raises:
        LessonError: There are `MOST_DOGS` already.
    """
    others = tuple(kept for kept in taught if kept.name.lower() != dog.name.lower())
    if len(others) >= MOST_DOGS:
        raise LessonError(f"{MOST_DOGS} dogs are taught already: remove one of them first.")
    return (*others, dog)


def lesson(name: str, embeddings: Sequence[np.ndarray], memory: Memory) -> Lesson:
    """Teach a dog and test the lesson.

    Args:
        name: See `checked_name`.
        embeddings: float32 [dimensions] each, of different photos of the dog.
        memory: The 120 breeds and the other dogs.

    Raises:
        LessonError: There are too few or too many photos, or more than two thirds are less like each other than like
            other dogs.
    """
    dog, photos = TaughtDog(checked_name(name), np.array(embeddings, np.float32)), len(embeddings)
    if photos < FEWEST_PHOTOS:
        raise LessonError(
            f"It takes at least {FEWEST_PHOTOS} different photos of the dog, up to {MOST_PHOTOS}: "
            f"{photos or 'none'} of these can be used."
        )
    check_not_too_many(photos)
    found = sum(_by_the_others(dog, place, memory) for place in range(photos))
    if 3 * found < photos:
        raise LessonError(
            f"These photos cannot be learned as one dog: only {found} of {photos} {'is' if found == 1 else 'are'} more "
            "like the others than like other dogs. Use photos of one dog or one breed that show the whole dog."
        )
    others = dog.others(memory)
    mistaken = cosines(others.other_vectors, dog.vectors).max(axis=1) >= others.similarity_among_others - MARGIN
    return Lesson(dog, found, int(mistaken.sum()), len(mistaken), _resembled(dog, memory))


def check_not_too_many(photos: int) -> None:
    """Check the number of photos of a lesson.

    Raises:
        LessonError: There are more than `MOST_PHOTOS`.
    """
    if photos > MOST_PHOTOS:
        raise LessonError(f"{photos} photos are too many: choose {FEWEST_PHOTOS} to {MOST_PHOTOS} of them.")


def _by_the_others(dog: TaughtDog, place: int, memory: Memory) -> bool:
    """Whether one of its photos is recognised by its other photos."""
    without = TaughtDog(dog.name, np.delete(dog.vectors, place, axis=0))
    return recognised(dog.vectors[place], [without], memory) is not None


def _resembled(dog: TaughtDog, memory: Memory) -> Breed | None:
    if np.median(memory.similarity_gap(dog.vectors)) < 0:
        return None
    per_breed = len(memory.prototypes) // len(BREEDS)
    nearest = cosines(dog.vectors, memory.known_vectors).argmax(axis=1) // per_breed
    return BREEDS[int(np.bincount(nearest).argmax())]

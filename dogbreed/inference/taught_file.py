"""Taught dogs as one small JSON file: names and embeddings, no photos."""

import base64
import binascii
from collections.abc import Sequence

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dogbreed.inference.cosine import unit
from dogbreed.inference.memory import Memory
from dogbreed.inference.taught import FEWEST_PHOTOS, MOST_DOGS, MOST_PHOTOS, LessonError, TaughtDog, checked_name

TAUGHT_FILE = "taught-dogs.json"
MAX_BYTES = 1_000_000
FORMAT = "dogbreed taught dogs 1"
NOT_ONE = "This is no file of taught dogs, or it is damaged: choose a file that was saved on the Teach page."


class _Dog(BaseModel):
    """A taught dog; each photo is the base64 of its int8 embedding."""

    model_config = ConfigDict(extra="forbid")

    name: str
    photos: list[str] = Field(min_length=FEWEST_PHOTOS, max_length=MOST_PHOTOS)


class _Content(BaseModel):
    model_config = ConfigDict(extra="forbid")

    format: str
    space: str
    dogs: list[_Dog] = Field(max_length=MOST_DOGS)


def taught_to_bytes(taught: Sequence[TaughtDog], memory: Memory) -> bytes:
    """The file of taught dogs.

    Args:
        taught: The dogs.
        memory: Whose embeddings they have.
    """
    dogs = [
        _Dog(
            name=dog.name,
            photos=[base64.b64encode(row.tobytes()).decode() for row in np.rint(127 * dog.vectors).astype(np.int8)],
        )
        for dog in taught
    ]
    return _Content(format=FORMAT, space=memory.space, dogs=dogs).model_dump_json(indent=1).encode()


def taught_from_bytes(data: bytes, memory: Memory) -> tuple[TaughtDog, ...]:
    """The dogs in such a file.

    Raises:
        LessonError: The file is too large, damaged or made with other networks, or a name cannot be used.
    """
    if len(data) > MAX_BYTES:
        raise LessonError(f"The file is larger than 1 MB. {NOT_ONE}")
    try:
        content = _Content.model_validate_json(data)
    except ValidationError as error:
        raise LessonError(NOT_ONE) from error
    if content.format != FORMAT:
        raise LessonError(NOT_ONE)
    if content.space != memory.space:
        raise LessonError("The file was made with other networks than these: teach the dogs again from their photos.")
    return tuple(TaughtDog(checked_name(dog.name), _vectors(dog, memory)) for dog in content.dogs)


def _vectors(dog: _Dog, memory: Memory) -> np.ndarray:
    try:
        rows = [np.frombuffer(base64.b64decode(photo, validate=True), np.int8) for photo in dog.photos]
    except (binascii.Error, ValueError) as error:
        raise LessonError(NOT_ONE) from error
    if any(len(row) != memory.others.shape[1] or not row.any() for row in rows):
        raise LessonError(NOT_ONE)
    return unit(np.array(rows, np.float32))

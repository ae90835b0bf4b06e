"""The game "guess the breed" without its page: questions, options, the networks' choices and the score."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from dogbreed.breeds import BREEDS, Breed, breed
from dogbreed.dataset.sources import SourcedPhoto, random_photo
from dogbreed.errors import UnreadablePhotoError
from dogbreed.imaging.decode import decode

OPTIONS = 4
MISSES = 5
"""Breeds in a row without a photo after which the search for photos ends."""


@dataclass(frozen=True)
class Question:
    """A photo and the breeds to choose from.

    Attributes:
        options: `OPTIONS` breeds sorted by name; the right one is among them.
    """

    photo: SourcedPhoto
    options: tuple[Breed, ...]

    @property
    def truth(self) -> Breed:
        """The right breed."""
        return self.photo.breed


@dataclass(frozen=True)
class Choice:
    """A network's choice among the options.

    Attributes:
        probability: Of this breed among the options, 0 to 1.
        free: Its most probable breed among all that it knows.
    """

    breed: Breed
    probability: float
    free: Breed


@dataclass
class Round:
    """A round in play.

    Attributes:
        seed: Fixes the photos, as long as the same source has them.
        guesses: The person's, one per answered question.
        choices: The networks' by name, one mapping per answered question.
        position: Index of the current question.
    """

    seed: int
    questions: tuple[Question, ...]
    guesses: list[Breed] = field(default_factory=list)
    choices: list[Mapping[str, Choice]] = field(default_factory=list)
    position: int = 0

    @property
    def answered(self) -> bool:
        """Whether the current question has been answered."""
        return len(self.guesses) > self.position

    @property
    def over(self) -> bool:
        """Whether all questions have been answered and left."""
        return self.position >= len(self.questions)

    @property
    def picked(self) -> tuple[int, ...]:
        """Number of the option that the person chose, from 1, per answered question."""
        return tuple(asked.options.index(guess) + 1 for asked, guess in zip(self.questions, self.guesses, strict=False))

    def answer(self, guess: Breed, choices: Mapping[str, Choice]) -> None:
        """Store the answers to the current question; a second call for the same question is ignored."""
        if not self.answered:
            self.guesses.append(guess)
            self.choices.append(choices)

    def score(self) -> dict[str, int]:
        """Right answers of each network, by name."""
        played = list(zip(self.choices, self.questions, strict=False))
        names = self.choices[0] if self.choices else ()
        return {name: sum(choices[name].breed == asked.truth for choices, asked in played) for name in names}

    def score_of_person(self) -> int:
        """Right answers of the person."""
        return sum(guess == asked.truth for guess, asked in zip(self.guesses, self.questions, strict=False))

    def table(self) -> pd.DataFrame:
        """One row per answered question: `file`, `truth`, `guess` and a column per network with its choice."""
        return pd.DataFrame(
            {"file": asked.photo.file, "truth": asked.truth.name, "guess": guess.name}
            | {name: choice.breed.name for name, choice in choices.items()}
            for asked, guess, choices in zip(self.questions, self.guesses, self.choices, strict=False)
        )


def questions(seed: int, number: int, pairs: pd.DataFrame) -> Iterator[Question]:
    """Questions on different breeds, with photos outside our training; fewer than `number` if no source has more.

    Args:
        seed: Fixes the breeds, the photos and the options.
        pairs: Confused breeds, see `dogbreed.evaluation.confusions.confused_pairs`.
    """
    rng = np.random.default_rng(seed)
    found = missing = 0
    for place in rng.permutation(len(BREEDS)):
        photo = _readable(BREEDS[place], np.random.default_rng((seed, int(place))))
        missing = 0 if photo else missing + 1
        if photo:
            found += 1
            yield Question(photo, options(photo.breed, pairs, np.random.default_rng((seed, int(place)))))
        if found == number or missing == MISSES:
            return


def options(truth: Breed, pairs: pd.DataFrame, rng: np.random.Generator) -> tuple[Breed, ...]:
    """The right breed and those most often confused with it, filled up from its kennel group, then from all breeds."""
    rivals = [breed(wnid) for wnid in _rivals(truth.wnid, pairs)]
    kin = [dog for dog in BREEDS if dog.group == truth.group]
    fillers = [pool[int(place)] for pool in (kin, list(BREEDS)) for place in rng.permutation(len(pool))]
    chosen = list(dict.fromkeys([truth, *rivals, *fillers]))[:OPTIONS]
    return tuple(sorted(chosen, key=lambda dog: dog.name))


def choose(probabilities: Mapping[str, float], among: Sequence[Breed]) -> Choice:
    """The choice of a network that has to name one of some breeds.

    Args:
        probabilities: 0 to 1, of all breeds that the network knows, by WordNet id.
    """
    held = np.array([probabilities.get(dog.wnid, 0.0) for dog in among])
    best = int(held.argmax())
    total = float(held.sum())
    free = max(probabilities, key=lambda wnid: probabilities[wnid])
    return Choice(among[best], float(held[best]) / total if total else 1 / len(among), breed(free))


def _rivals(wnid: str, pairs: pd.DataFrame) -> list[str]:
    """WordNet ids of the breeds confused with a breed, the most frequent first."""
    other = pd.concat([pairs.loc[pairs["one"] == wnid, "other"], pairs.loc[pairs["other"] == wnid, "one"]])
    return list(other.sort_index())


def _readable(dog: Breed, rng: np.random.Generator) -> SourcedPhoto | None:
    photo = random_photo(dog, rng)
    if photo is None:
        return None
    try:
        decode(photo.data)
    except UnreadablePhotoError:
        return None
    return photo

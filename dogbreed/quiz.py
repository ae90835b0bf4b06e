"""A round of "guess the breed": which photos, which breeds to choose from, and who was right."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from dogbreed.breeds import BREEDS, Breed, breed
from dogbreed.dataset.sources import SourcedPhoto, random_photo
from dogbreed.errors import UnreadablePhotoError
from dogbreed.imaging.decode import decode

OPTIONS = 4
PATIENCE = 5
"""Breeds in a row without a photo after which nothing more is asked for."""


@dataclass(frozen=True)
class Question:
    """A photo and the breeds to choose from.

    Attributes:
        options: In order of name; the truth is one of them.
    """

    photo: SourcedPhoto
    options: tuple[Breed, ...]

    @property
    def truth(self) -> Breed:
        """What the photo shows."""
        return self.photo.breed


@dataclass(frozen=True)
class Choice:
    """What a network chooses among the options.

    Attributes:
        probability: Of this one if it has to be one of the options, 0 to 1.
        free: What it would have said without options.
    """

    breed: Breed
    probability: float
    free: Breed


@dataclass
class Round:
    """A round that is being played.

    Attributes:
        seed: The same seed, the same photos, as long as they come from the same source.
        guesses: The person's, one for each question that was answered.
        choices: The networks', by their names, for the same questions.
    """

    seed: int
    questions: tuple[Question, ...]
    guesses: list[Breed] = field(default_factory=list)
    choices: list[Mapping[str, Choice]] = field(default_factory=list)
    position: int = 0

    @property
    def answered(self) -> bool:
        """Whether the question at hand has been answered."""
        return len(self.guesses) > self.position

    @property
    def over(self) -> bool:
        """Whether there is no question left."""
        return self.position >= len(self.questions)

    def answer(self, guess: Breed, choices: Mapping[str, Choice]) -> None:
        """Answer the question at hand; a second answer to it does not count."""
        if not self.answered:
            self.guesses.append(guess)
            self.choices.append(choices)

    def score(self) -> dict[str, int]:
        """How many the networks got right, by name."""
        played = list(zip(self.choices, self.questions, strict=False))
        names = self.choices[0] if self.choices else ()
        return {name: sum(choices[name].breed == asked.truth for choices, asked in played) for name in names}

    def score_of_person(self) -> int:
        """How many the person got right."""
        return sum(guess == asked.truth for guess, asked in zip(self.guesses, self.questions, strict=False))

    def table(self) -> pd.DataFrame:
        """A row a question that was answered: `file`, `truth`, `guess` and each network's choice."""
        return pd.DataFrame(
            {"file": asked.photo.file, "truth": asked.truth.name, "guess": guess.name}
            | {name: choice.breed.name for name, choice in choices.items()}
            for asked, guess, choices in zip(self.questions, self.guesses, self.choices, strict=False)
        )


def questions(seed: int, number: int, pairs: pd.DataFrame) -> Iterator[Question]:
    """Photos of so many breeds that no network was trained on, one after the other; fewer if no source has more.

    Args:
        pairs: Breeds that are taken for each other, see `dogbreed.evaluation.confusions.confused_pairs`.
    """
    rng = np.random.default_rng(seed)
    found = missing = 0
    for place in rng.permutation(len(BREEDS)):
        photo = _readable(BREEDS[place], np.random.default_rng((seed, int(place))))
        missing = 0 if photo else missing + 1
        if photo:
            found += 1
            yield Question(photo, options(photo.breed, pairs, np.random.default_rng((seed, int(place)))))
        if found == number or missing == PATIENCE:
            return


def options(truth: Breed, pairs: pd.DataFrame, rng: np.random.Generator) -> tuple[Breed, ...]:
    """The breed, and those that it is taken for most often, filled up with others of its kennel group, then any."""
    rivals = [breed(wnid) for wnid in _rivals(truth.wnid, pairs)]
    kin = [dog for dog in BREEDS if dog.group == truth.group]
    fillers = [pool[int(place)] for pool in (kin, list(BREEDS)) for place in rng.permutation(len(pool))]
    chosen = list(dict.fromkeys([truth, *rivals, *fillers]))[:OPTIONS]
    return tuple(sorted(chosen, key=lambda dog: dog.name))


def choose(probabilities: Mapping[str, float], among: Sequence[Breed]) -> Choice:
    """What a network says if it has to be one of some breeds.

    Args:
        probabilities: Of all breeds that the network knows, by WordNet id.
    """
    held = np.array([probabilities.get(dog.wnid, 0.0) for dog in among])
    best = int(held.argmax())
    total = float(held.sum())
    free = max(probabilities, key=lambda wnid: probabilities[wnid])
    return Choice(among[best], float(held[best]) / total if total else 1 / len(among), breed(free))


def _rivals(wnid: str, pairs: pd.DataFrame) -> list[str]:
    """Those that a breed is taken for or that are taken for it, the most frequent first."""
    other = pd.concat([pairs.loc[pairs["one"] == wnid, "other"], pairs.loc[pairs["other"] == wnid, "one"]])
    return other.sort_index().tolist()


def _readable(dog: Breed, rng: np.random.Generator) -> SourcedPhoto | None:
    photo = random_photo(dog, rng)
    if photo is None:
        return None
    try:
        decode(photo.data)
    except UnreadablePhotoError:
        return None
    return photo

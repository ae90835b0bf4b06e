"""Verdicts: how much a prediction justifies saying, as one plain sentence."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate
from math import inf

from dogbreed.breeds import BREEDS, GROUPS, Breed, Group
from dogbreed.imagenet import ImageNetClass, Kind
from dogbreed.inference.bundle import Thresholds
from dogbreed.inference.classifier import Prediction
from dogbreed.inference.memory import Memory
from dogbreed.inference.taught import TaughtDog, recognised
from dogbreed.other_breeds import OtherBreed

CONSIDERED = 10
"""Number of most probable breeds that decide; the table of predictions stores as many."""
MOST_NAMED = 3
NO_DOG = "No dog found in this photo"


class VerdictKind(StrEnum):
    """What an answer claims; the values are part of the output of `predict`."""

    BREED = "breed"
    LOOKALIKES = "lookalikes"
    GROUP = "group"
    TAUGHT = "taught"
    OTHER_BREED = "other_breed"
    UNSURE = "unsure"
    NOT_A_DOG = "not_a_dog"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Verdict:
    """A verdict on one photo.

    Attributes:
        kind: What it claims.
        named: The breeds that the sentence names, the most probable first.
        group: The kennel group, if the verdict names one.
        taught: Name of the taught dog that the photo shows; "" for other verdicts.
        closest: The most probable of the 120 breeds, where none is named.
        suggested: Breeds outside the 120 that the dog resembles most, the most similar first.
        seen: What the photo most probably shows, if that is no dog.
        clearly_seen: Whether `seen` is more probable than everything else together.
        reason: Why the file could not be read, as a sentence.
    """

    kind: VerdictKind
    named: tuple[Breed, ...] = ()
    group: Group | None = None
    closest: Breed | None = None
    taught: str = ""
    suggested: tuple[OtherBreed, ...] = ()
    seen: ImageNetClass | None = None
    clearly_seen: bool = True
    reason: str = ""

    @property
    def sentence(self) -> str:
        """The verdict in words."""
        if self.reason:
            return self.reason
        if self.seen:
            return self._what_is_seen(self.seen)
        if self.taught:
            return f"Looks like “{self.taught}”, which you taught it"
        if self.group:
            return f"{_capital(self.group.with_article)}, but which one is not clear"
        return self._breeds() if self.named else self._no_breed()

    def holds_for(self, truth: Breed) -> bool | None:
        """Whether it is right if the dog is of this breed; None if it claims nothing about the breed."""
        if self.group:
            return truth.group == self.group.name
        return truth in self.named if self.named else None

    def _what_is_seen(self, seen: ImageNetClass) -> str:
        if seen.kind is not Kind.OTHER:
            return f"This looks like {seen.with_article}, not a dog"
        return f"No dog found: this looks like {seen.with_article}" if self.clearly_seen else NO_DOG

    def _breeds(self) -> str:
        *others, last = (named.with_article for named in self.named)
        return _capital(f"{', '.join(others)} or {last}") if others else f"Very likely {last}"

    def _no_breed(self) -> str:
        closest = self.closest.with_article if self.closest else ""
        if self.kind is VerdictKind.NOT_A_DOG:
            return NO_DOG
        if self.suggested:
            return f"Not one of the {len(BREEDS)} breeds it learned. Most like {self.suggested[0].with_article}"
        if self.kind is VerdictKind.OTHER_BREED:
            return f"A mix or a breed it has not learned; of the {len(BREEDS)} most like {closest}"
        if closest:
            return f"Not sure enough to name one breed; the closest is {closest}"
        return f"A dog, but not clearly one of the {len(BREEDS)} breeds we know"


def judge(
    prediction: Prediction, thresholds: Thresholds, memory: Memory | None = None, taught: Sequence[TaughtDog] = ()
) -> Verdict:
    """The verdict on a photo.

    Args:
        prediction: The output of the network.
        thresholds: Those of its card.
        memory: Its memory of other dogs.
        taught: Dogs that a person has taught it; they come before all breeds.
    """
    top, scene, embedding = prediction.top(CONSIDERED), prediction.scene, prediction.embedding
    familiarity = inf
    if memory is not None and embedding is not None:
        familiarity = float(memory.familiarity(prediction.logits, embedding))
    dog, canid = (scene.dog, scene.canid) if scene else (1.0, Kind.BREED)
    verdict = decide(top, thresholds, dog, canid, familiarity)
    if verdict.kind is VerdictKind.NOT_A_DOG and scene:
        return replace(verdict, seen=scene.seen, clearly_seen=scene.clear)
    if memory is None or embedding is None or verdict.kind is VerdictKind.NOT_A_DOG:
        return verdict
    found = recognised(embedding, taught, memory)
    if found:
        return Verdict(VerdictKind.TAUGHT, taught=found.name)
    if verdict.kind is VerdictKind.OTHER_BREED:
        return replace(verdict, suggested=memory.suggest(embedding, thresholds.suggestion))
    return verdict


def decide(
    top: Sequence[tuple[Breed, float]],
    thresholds: Thresholds,
    dog: float = 1.0,
    canid: Kind = Kind.BREED,
    familiarity: float = inf,
) -> Verdict:
    """Apply the thresholds in order: no dog, other breed, one breed, look-alikes, kennel group, else not sure.

    Args:
        top: The `CONSIDERED` most probable breeds with their calibrated probabilities, 0 to 1, most probable first.
        thresholds: Those of the network's card.
        dog: Probability that the photo shows a dog, 0 to 1.
        canid: The most probable kind of canid, see `dogbreed.inference.scene.Scene.canid`.
        familiarity: See `dogbreed.inference.memory.Memory.familiarity`.
    """
    if dog < thresholds.dog or canid is Kind.WILD_CANID:
        return Verdict(VerdictKind.NOT_A_DOG)
    favourite, probability = top[0]
    if canid is Kind.DOG or (thresholds.familiarity is not None and familiarity < thresholds.familiarity):
        return Verdict(VerdictKind.OTHER_BREED, closest=favourite)
    if probability >= thresholds.breed:
        return Verdict(VerdictKind.BREED, (favourite,))
    named = look_alikes(top, thresholds.lookalikes)
    if named:
        return Verdict(VerdictKind.LOOKALIKES, named)
    group, together = likeliest_group(top)
    if together >= thresholds.group:
        return Verdict(VerdictKind.GROUP, group=group)
    return Verdict(VerdictKind.UNSURE, closest=None if thresholds.dog else favourite)


def look_alikes(top: Sequence[tuple[Breed, float]], threshold: float) -> tuple[Breed, ...]:
    """The two or, if these are not enough, three most probable breeds whose probabilities sum to the threshold.

    Returns:
        The breeds, most probable first; empty if three breeds do not reach the threshold.
    """
    together = list(accumulate(probability for _, probability in top[:MOST_NAMED]))
    enough = next((count for count, held in enumerate(together, 1) if count > 1 and held >= threshold), 0)
    return tuple(candidate for candidate, _ in top[:enough])


def likeliest_group(top: Sequence[tuple[Breed, float]]) -> tuple[Group, float]:
    """The kennel group with the highest total probability of its breeds, and that probability, 0 to 1."""
    held = {group.name: 0.0 for group in GROUPS}
    for candidate, probability in top:
        held[candidate.group] += probability
    return max(((group, held[group.name]) for group in GROUPS), key=lambda pair: pair[1])


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]

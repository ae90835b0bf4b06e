"""What an answer is worth: how often answers of its kind were right, for dogs of the 120 breeds and for others."""

from dataclasses import dataclass
from typing import Any

from dogbreed.evaluation.metrics import Estimate
from dogbreed.evaluation.other_dogs import OTHER_DOGS_TABLE, LeftOut, photos_left_out, suggestions_right, verdict_shares
from dogbreed.evaluation.rejection import REJECTION_TABLE, rejected_of_all
from dogbreed.evaluation.stored_results import load_report
from dogbreed.inference.bundle import Bundle
from dogbreed.inference.memory import SUGGESTIONS
from dogbreed.inference.verdict import VerdictKind


@dataclass(frozen=True)
class Worth:
    """Figures of one kind of answer; shares are from 0 to 1.

    Attributes:
        photos: Number of test photos of the 120 breeds that got it.
        given: Share of these test photos that got it.
        right: Share of right answers among them; None for an answer that names no breed.
        other_dogs: Number of photos of other breeds, none of whose source was in the memory; 0: not measured.
        given_to_others: Share of these that got it.
        suggested: How often the breed was among the suggestions where other photos of it were in the memory.
        no_dogs: Number of photos without a dog; 0: not measured.
        given_without_dog: Share of these that got the answer “no dog”.
    """

    photos: int
    given: float
    right: float | None
    other_dogs: int = 0
    given_to_others: float = 0
    suggested: float | None = None
    no_dogs: int = 0
    given_without_dog: float = 0


def worth_of_answers(bundle: Bundle) -> dict[VerdictKind, Worth]:
    """The worth of each kind of answer of a network.

    Raises:
        DogbreedError: Its test figures have not been measured, or a table is damaged.
    """
    verdicts = load_report(bundle.card.name)["verdicts"]
    others, non_dogs = OTHER_DOGS_TABLE.load(bundle), REJECTION_TABLE.load(bundle)
    shared: dict[str, Any] = {}
    given_to_others: dict[VerdictKind, Estimate] = {}
    if others is not None:
        given_to_others = verdict_shares(others, LeftOut.SOURCE, mix=False)
        shared |= {
            "other_dogs": len(photos_left_out(others, LeftOut.SOURCE, mix=False)),
            "suggested": suggestions_right(others, LeftOut.SOURCE, SUGGESTIONS).value,
        }
    if non_dogs is not None:
        together = rejected_of_all(non_dogs)
        shared |= {"no_dogs": together["photos"], "given_without_dog": together["rejected"]}
    return {
        VerdictKind(kind): Worth(
            photos=verdict["photos"],
            given=verdict["coverage"]["value"],
            right=verdict["kept"]["value"] if verdict["kept"] else None,
            given_to_others=given_to_others[VerdictKind(kind)].value if given_to_others else 0,
            **shared,
        )
        for kind, verdict in verdicts.items()
    }

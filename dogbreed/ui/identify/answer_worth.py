"""Beside an answer: how often answers of its kind were right, for dogs of the 120 breeds and for others."""

from functools import lru_cache
from pathlib import Path

import streamlit as st

from dogbreed.batch.teaching import in_words as lesson_in_words
from dogbreed.batch.teaching import memory_of
from dogbreed.breeds import BREEDS
from dogbreed.errors import DogbreedError
from dogbreed.evaluation.answer_worth import Worth, worth_of_answers
from dogbreed.evaluation.other_dogs import NAMES_A_BREED, OTHER_DOGS_TABLE
from dogbreed.evaluation.rejection import REJECTION_TABLE
from dogbreed.evaluation.stored_results import METRICS_FILE
from dogbreed.inference.bundle import Thresholds
from dogbreed.inference.taught import LessonError, TaughtDog, lesson
from dogbreed.inference.verdict import Verdict, VerdictKind
from dogbreed.ui.formatting import count, percent, plain
from dogbreed.ui.serving import answering_files, bundle, classifier
from dogbreed.ui.taught_dogs import taught_dogs


def answer_worth(verdict: Verdict) -> None:
    """Draw the figures as a caption; nothing for a kind of answer that was not measured."""
    if verdict.kind is VerdictKind.TAUGHT:
        dog = next((dog for dog in taught_dogs() if dog.name == verdict.taught), None)
        if dog:
            st.caption(":material/school: " + plain(_lesson_in_words(dog)))
        return
    files = answering_files(METRICS_FILE, OTHER_DOGS_TABLE.file, REJECTION_TABLE.file)
    found = _measured(*files).get(verdict.kind)
    if found:
        st.caption(":material/verified: " + in_words(verdict, found))


def _lesson_in_words(dog: TaughtDog) -> str:
    try:
        return lesson_in_words(lesson(dog.name, list(dog.vectors), memory_of(classifier())))
    except LessonError as error:  # a file can hold what was never learned
        return str(error)


@lru_cache(maxsize=2)
def _measured(folder: Path, stamp: tuple[int, ...]) -> dict[VerdictKind, Worth]:
    """Counted once per network, and again when its tables have changed."""
    try:
        return worth_of_answers(bundle(folder.name))
    except DogbreedError:  # a network that has not been tested answers all the same
        return {}


def in_words(verdict: Verdict, worth: Worth) -> str:
    """What answers of this kind were worth, in one to three sentences."""
    match verdict.kind:
        case kind if kind in NAMES_A_BREED:
            return " ".join((_right(worth), _of_others(worth, "got one too, which is then wrong.")))
        case VerdictKind.OTHER_BREED:
            lost = f"{percent(worth.given)} of photos of the {len(BREEDS)} breeds, where it is wrong."
            noticed = _of_others(worth, f"got this answer, and {lost}")
            return " ".join((noticed, _suggested(worth) if verdict.suggested else ""))
        case VerdictKind.NOT_A_DOG if worth.no_dogs:
            return (
                f"{percent(worth.given_without_dog)} of {count(worth.no_dogs)} photos without a dog get this answer, "
                f"and {percent(worth.given)} of photos of dogs."
            )
    return f"{percent(worth.given)} of photos of the {len(BREEDS)} breeds get this answer."


def why_these_percentages(verdict: Verdict, thresholds: Thresholds) -> str:
    """How the percentages go with the answer, so that they do not seem to contradict it."""
    match verdict.kind:
        case VerdictKind.BREED:
            return f"We name one breed from {percent(thresholds.breed)}."
        case VerdictKind.LOOKALIKES | VerdictKind.GROUP | VerdictKind.UNSURE:
            return f"No breed reaches the {percent(thresholds.breed)} from which we name one alone."
        case VerdictKind.OTHER_BREED:
            return (
                f"They share out 100\N{NO-BREAK SPACE}% among the {len(BREEDS)} breeds, whatever dog it is. This dog "
                "looks less like the photos of these breeds than like other dogs, so we name none of them."
            )
    return ""


def _right(worth: Worth) -> str:
    if worth.right is None:
        return ""
    return (
        f"For dogs of the {len(BREEDS)} breeds, such answers were right in {percent(worth.right)} of "
        f"{count(worth.photos)} test photos."
    )


def _of_others(worth: Worth, got: str) -> str:
    """How many photos of other breeds got such an answer; "" if that was not measured."""
    if not worth.other_dogs:
        return ""
    return f"{percent(worth.given_to_others)} of {count(worth.other_dogs)} photos of other breeds {got}"


def _suggested(worth: Worth) -> str:
    if worth.suggested is None:
        return ""
    return (
        f"If it has seen the breed, it was among its three suggestions in {percent(worth.suggested)} of the photos. It "
        "has seen one to four photos of most of them."
    )

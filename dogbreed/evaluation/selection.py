"""The photos behind a number: of a pair, a cell or a breed, narrowed by how the networks answered."""

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from dogbreed.evaluation.top1 import GROUP_NAMES


class Kind(StrEnum):
    """Which answers are selected; the last three compare with a second network."""

    WRONG = "mistakes"
    RIGHT = "right answers"
    ALL = "all answers"
    BOTH_WRONG = "both wrong"
    ONLY_FIRST_WRONG = "only the first wrong"
    ONLY_SECOND_WRONG = "only the second wrong"


class Order(StrEnum):
    """How the selected photos are sorted."""

    MOST_CONFIDENT = "most confident first"
    LEAST_CONFIDENT = "least confident first"
    HIGHEST_LOSS = "highest loss first"
    LOWEST_LOSS = "lowest loss first"


ORDERS = {
    Order.MOST_CONFIDENT: ("probability", False),
    Order.LEAST_CONFIDENT: ("probability", True),
    Order.HIGHEST_LOSS: ("loss", False),
    Order.LOWEST_LOSS: ("loss", True),
}


@dataclass(frozen=True)
class Selection:
    """A filter on test photos and the order of the result.

    Attributes:
        truth: WordNet id of the breed, or name of the kennel group, that the photos show; None: any.
        answer: WordNet id or group name of the network's answer; None: any.
        both_ways: Also select the opposite confusion: photos of `answer` that were classified as `truth`.
        kind: Right or wrong answers.
        confidence: Lowest and highest probability of the answer, 0 to 1.
        in_top5: Whether the truth is among the five most probable breeds; None: either.
        order: How the result is sorted.
    """

    truth: str | None = None
    answer: str | None = None
    both_ways: bool = False
    kind: Kind = Kind.WRONG
    confidence: tuple[float, float] = (0.0, 1.0)
    in_top5: bool | None = None
    order: Order = Order.MOST_CONFIDENT


def select(answers: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """The selected rows of a top-1 table, sorted.

    Args:
        answers: The table of `top1.top1_table`, or of `top1.paired_answers` if the kind compares two networks.
        selection: The filter and the order.
    """
    low, high = selection.confidence
    kept = _of_kind(answers, selection.kind) & answers["probability"].between(low, high)
    kept &= _between(answers, selection.truth, selection.answer) | (
        _between(answers, selection.answer, selection.truth) if selection.both_ways else False
    )
    if selection.in_top5 is not None:
        kept &= answers["rank"].between(1, 5) == selection.in_top5
    column, rising = ORDERS[selection.order]
    return answers[kept].sort_values(column, ascending=rising, kind="stable")


def _of_kind(answers: pd.DataFrame, kind: Kind) -> pd.Series:
    right = answers["right"]
    match kind:
        case Kind.WRONG:
            return ~right
        case Kind.RIGHT:
            return right
        case Kind.BOTH_WRONG:
            return ~right & ~answers["other_right"]
        case Kind.ONLY_FIRST_WRONG:
            return ~right & answers["other_right"]
        case Kind.ONLY_SECOND_WRONG:
            return right & ~answers["other_right"]
    return pd.Series(True, answers.index)


def _between(answers: pd.DataFrame, truth: str | None, answer: str | None) -> pd.Series:
    kept = pd.Series(True, answers.index)
    for column, name in (("truth", truth), ("answer", answer)):
        if name is not None:
            kept &= answers[f"{column}_group" if name in GROUP_NAMES else column] == name
    return kept
